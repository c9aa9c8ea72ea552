package io.github.oxytocinmassage.cdshooks;

/** Writes GitHub-flavoured Markdown. Whatever is handed in as text stays text: it can't mark up, link or open a tag. */
final class Markdown {

    private static final String MARKS_UP = "\\`*_[]|~#$";

    private final StringBuilder written = new StringBuilder();

    /** Text as it looks in Markdown: on one line, every sign that would mark it up escaped. */
    static String escaped(String text) {
        String line = PlainText.line(text);
        StringBuilder escaped = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                default -> {
                    if (MARKS_UP.indexOf(c) >= 0 || startsLink(line, i)) {
                        escaped.append('\\');
                    }
                    escaped.append(c);
                }
            }
        }
        return escaped.toString();
    }

    /** The colon of "http://" and the dot of "www." would make a link without any mark. */
    private static boolean startsLink(String line, int at) {
        return (line.charAt(at) == ':' && line.startsWith("//", at + 1))
                || (line.charAt(at) == '.' && at >= 3 && line.regionMatches(true, at - 3, "www", 0, 3));
    }

    static String bold(String text) {
        return "**" + escaped(text) + "**";
    }

    /** @param markdown already Markdown */
    Markdown paragraph(String markdown) {
        if (!written.isEmpty()) {
            written.append('\n');
        }
        written.append(markdown).append('\n');
        return this;
    }

    /**
     * A point of a list, with further lines below its first.
     *
     * @param lines already Markdown
     */
    Markdown point(String... lines) {
        written.append("- ").append(String.join("  \n  ", lines)).append('\n');
        return this;
    }

    /** The list or table to come stands apart from what is above it. */
    Markdown gap() {
        if (!written.isEmpty()) {
            written.append('\n');
        }
        return this;
    }

    /** @param cells text, escaped here */
    Markdown row(String... cells) {
        written.append('|');
        for (String cell : cells) {
            written.append(' ').append(escaped(cell)).append(" |");
        }
        written.append('\n');
        return this;
    }

    /** The line that makes the row above it the head of a table. */
    Markdown headEnds(int columns) {
        written.append('|').append(" --- |".repeat(columns)).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return written.toString().strip();
    }
}
