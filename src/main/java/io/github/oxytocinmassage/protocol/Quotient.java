package io.github.oxytocinmassage.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A quotient that compares as the exact one does.
 *
 * <p>It is cut after twelve decimals, and one digit more says whether anything was cut off. Against a threshold of at most twelve decimals it
 * is therefore less, equal or greater just as the unrounded quotient is: a loss of exactly a tenth is exactly 10, and what differs from
 * it by a hair still differs.
 */
final class Quotient {

    private static final int DECIMALS = 12;
    private static final BigDecimal A_HAIR = BigDecimal.ONE.movePointLeft(DECIMALS + 1);

    private Quotient() {}

    static BigDecimal of(BigDecimal dividend, BigDecimal divisor) {
        BigDecimal cut = dividend.divide(divisor, DECIMALS, RoundingMode.FLOOR);
        return cut.multiply(divisor).compareTo(dividend) == 0 ? cut : cut.add(A_HAIR);
    }
}
