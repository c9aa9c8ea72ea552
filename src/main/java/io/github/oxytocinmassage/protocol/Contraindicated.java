package io.github.oxytocinmassage.protocol;

import java.util.List;

/** A contraindication that stands: an active Condition, or ticked on a sheet and not denied since. */
public record Contraindicated(Item item, String subject, String source) implements Grounds {

    @Override
    public List<String> basis() {
        return List.of(source);
    }

    @Override
    public List<String> items() {
        return List.of(item.code());
    }
}
