package io.github.oxytocinmassage.protocol;

import static io.github.oxytocinmassage.protocol.Item.Form.COLOUR;
import static io.github.oxytocinmassage.protocol.Item.Form.COUNT;
import static io.github.oxytocinmassage.protocol.Item.Form.REVIEW;
import static io.github.oxytocinmassage.protocol.Item.Form.VOLUME;
import static io.github.oxytocinmassage.protocol.Item.Form.YES_NO;
import static io.github.oxytocinmassage.protocol.Item.Role.ALL_CLEAR;
import static io.github.oxytocinmassage.protocol.Item.Role.CONTRAINDICATION;
import static io.github.oxytocinmassage.protocol.Item.Role.DANGER_SIGN;
import static io.github.oxytocinmassage.protocol.Item.Role.SHEET;
import static io.github.oxytocinmassage.protocol.Whom.INFANT;
import static io.github.oxytocinmassage.protocol.Whom.MOTHER;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is asked or seen, one constant for each item code of the CodeSystem (protocol sections 5, 6 and 11). */
public enum Item {
    FEEDS("feeds-24h", INFANT, SHEET, COUNT),
    WET_DIAPERS("wet-diapers-24h", INFANT, SHEET, COUNT),
    STOOLS("stools-24h", INFANT, SHEET, COUNT),
    STOOL_COLOUR("stool-colour", INFANT, SHEET, COLOUR),
    URINE_COLOUR("urine-colour", INFANT, SHEET, COLOUR),
    SETTLED("settled-after-feed", INFANT, SHEET, YES_NO),
    SWALLOWING("swallowing-heard", INFANT, SHEET, YES_NO),
    BREAST_SOFTER("breast-softer", INFANT, SHEET, YES_NO),
    LET_DOWN("let-down", INFANT, SHEET, YES_NO),
    WAKES_FOR_FEEDS("wakes-for-feeds", INFANT, SHEET, YES_NO),
    LATCH_EFFECTIVE("latch-effective", INFANT, SHEET, YES_NO),
    NIPPLE_PAIN("nipple-pain", INFANT, SHEET, COUNT),
    SUPPLEMENTS("supplements-24h", INFANT, SHEET, COUNT),
    EXPRESSED_VOLUME("expressed-volume", INFANT, SHEET, VOLUME),
    TECHNIQUE_OK("technique-ok", MOTHER, SHEET, YES_NO),

    DANGER_SIGNS_NONE("danger-signs-none", INFANT, ALL_CLEAR, YES_NO),
    MOTHER_DANGER_SIGNS_NONE("mother-danger-signs-none", MOTHER, ALL_CLEAR, YES_NO),
    /** Of the infant or the mother: whose, the reviewed item says. */
    DANGER_REVIEWED("danger-reviewed", INFANT, ALL_CLEAR, REVIEW),

    CONVULSIONS("convulsions", INFANT, DANGER_SIGN, YES_NO),
    CANNOT_FEED("cannot-feed", INFANT, DANGER_SIGN, YES_NO),
    LETHARGIC("lethargic", INFANT, DANGER_SIGN, YES_NO),
    CHEST_INDRAWING("chest-indrawing", INFANT, DANGER_SIGN, YES_NO),
    GRUNTING("grunting", INFANT, DANGER_SIGN, YES_NO),
    CENTRAL_CYANOSIS("central-cyanosis", INFANT, DANGER_SIGN, YES_NO),
    JAUNDICE("jaundice", INFANT, DANGER_SIGN, YES_NO),
    JAUNDICE_PALMS_SOLES("jaundice-palms-soles", INFANT, DANGER_SIGN, YES_NO),
    SUNKEN_FONTANELLE("sunken-fontanelle", INFANT, DANGER_SIGN, YES_NO),
    DRY_MOUTH("dry-mouth", INFANT, DANGER_SIGN, YES_NO),
    SLOW_SKIN_PINCH("slow-skin-pinch", INFANT, DANGER_SIGN, YES_NO),
    GREEN_VOMIT("green-vomit", INFANT, DANGER_SIGN, YES_NO),
    VOMITS_EVERYTHING("vomits-everything", INFANT, DANGER_SIGN, YES_NO),
    UMBILICUS_INFECTED("umbilicus-infected", INFANT, DANGER_SIGN, YES_NO),
    SKIN_PUSTULES("skin-pustules", INFANT, DANGER_SIGN, YES_NO),
    INFANT_BLEEDING("infant-bleeding", INFANT, DANGER_SIGN, YES_NO),
    JITTERY("jittery", INFANT, DANGER_SIGN, YES_NO),
    HIGH_PITCHED_CRY("high-pitched-cry", INFANT, DANGER_SIGN, YES_NO),
    BULGING_FONTANELLE("bulging-fontanelle", INFANT, DANGER_SIGN, YES_NO),
    APNOEA("apnoea", INFANT, DANGER_SIGN, YES_NO),
    PALE_GREY("pale-grey", INFANT, DANGER_SIGN, YES_NO),
    EYE_PUS("eye-pus", INFANT, DANGER_SIGN, YES_NO),
    DIARRHOEA("diarrhoea", INFANT, DANGER_SIGN, YES_NO),
    SEVERE_DISEASE("severe-disease", INFANT, DANGER_SIGN, YES_NO),

    HEAVY_BLEEDING("heavy-bleeding", MOTHER, DANGER_SIGN, YES_NO),
    FAINT_PALPITATIONS("faint-palpitations", MOTHER, DANGER_SIGN, YES_NO),
    CHILLS("chills", MOTHER, DANGER_SIGN, YES_NO),
    MATERNAL_CONVULSION("maternal-convulsion", MOTHER, DANGER_SIGN, YES_NO),
    SEVERE_HEADACHE("severe-headache", MOTHER, DANGER_SIGN, YES_NO),
    BLURRED_VISION("blurred-vision", MOTHER, DANGER_SIGN, YES_NO),
    EPIGASTRIC_PAIN("epigastric-pain", MOTHER, DANGER_SIGN, YES_NO),
    CHEST_PAIN("chest-pain", MOTHER, DANGER_SIGN, YES_NO),
    BREATHLESS("breathless", MOTHER, DANGER_SIGN, YES_NO),
    CALF_SIGN("calf-sign", MOTHER, DANGER_SIGN, YES_NO),
    BREAST_RED_HOT("breast-red-hot", MOTHER, DANGER_SIGN, YES_NO),
    BREAST_LUMP("breast-lump", MOTHER, DANGER_SIGN, YES_NO),
    EPDS_TOTAL("epds-total", MOTHER, DANGER_SIGN, COUNT),
    EPDS_ITEM_10("epds-item-10", MOTHER, DANGER_SIGN, COUNT),
    SELF_HARM_THOUGHTS("self-harm-thoughts", MOTHER, DANGER_SIGN, YES_NO),
    FOUL_LOCHIA("foul-lochia", MOTHER, DANGER_SIGN, YES_NO),
    MASSAGE_FAINT("massage-faint", MOTHER, DANGER_SIGN, YES_NO),
    MASSAGE_BACK_PAIN("massage-back-pain", MOTHER, DANGER_SIGN, YES_NO),
    MASSAGE_SKIN_DAMAGE("massage-skin-damage", MOTHER, DANGER_SIGN, YES_NO),
    WOUND_INFECTED("wound-infected", MOTHER, DANGER_SIGN, YES_NO),
    ABDOMINAL_PAIN_SEVERE("abdominal-pain-severe", MOTHER, DANGER_SIGN, YES_NO),
    FACE_HAND_SWELLING("face-hand-swelling", MOTHER, DANGER_SIGN, YES_NO),
    UNSAFE_AT_HOME("unsafe-at-home", MOTHER, DANGER_SIGN, YES_NO),

    RIB_VERTEBRAL_INJURY("rib-vertebral-injury", MOTHER, CONTRAINDICATION, YES_NO),
    RECENT_SPINAL_SURGERY("recent-spinal-surgery", MOTHER, CONTRAINDICATION, YES_NO),
    BACK_SKIN_BROKEN("back-skin-broken", MOTHER, CONTRAINDICATION, YES_NO),
    UNTREATED_THROMBOSIS("untreated-thrombosis", MOTHER, CONTRAINDICATION, YES_NO),
    NEURAXIAL_COMPLICATION("neuraxial-complication", MOTHER, CONTRAINDICATION, YES_NO),
    CONSENT_REFUSED("consent-refused", MOTHER, CONTRAINDICATION, YES_NO),
    BREASTFEEDING_CONTRAINDICATED("breastfeeding-contraindicated", MOTHER, CONTRAINDICATION, YES_NO);

    /** What kind of value an item takes. */
    public enum Form {
        COUNT,
        YES_NO,
        COLOUR,
        VOLUME,
        REVIEW
    }

    /** What an item is for. */
    public enum Role {
        SHEET,
        DANGER_SIGN,
        ALL_CLEAR,
        CONTRAINDICATION
    }

    /** Marked E in protocol section 6. */
    private static final Set<Item> EVENTS = EnumSet.of(
            CONVULSIONS,
            CENTRAL_CYANOSIS,
            GREEN_VOMIT,
            INFANT_BLEEDING,
            APNOEA,
            HEAVY_BLEEDING,
            MATERNAL_CONVULSION,
            SELF_HARM_THOUGHTS,
            UNSAFE_AT_HOME);

    private static final Map<String, Item> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Item::code, Function.identity()));

    private final String code;
    private final Whom whom;
    private final Role role;
    private final Form form;

    Item(String code, Whom whom, Role role, Form form) {
        this.code = code;
        this.whom = whom;
        this.role = role;
        this.form = form;
    }

    /** The code in CodeSystem {@code oxytocin-massage}. */
    public String code() {
        return code;
    }

    public Whom whom() {
        return whom;
    }

    public Role role() {
        return role;
    }

    public Form form() {
        return form;
    }

    /** Only a clinician's review answers it. */
    public boolean isEvent() {
        return EVENTS.contains(this);
    }

    public static Optional<Item> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
