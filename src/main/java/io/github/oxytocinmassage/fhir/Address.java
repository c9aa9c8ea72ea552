package io.github.oxytocinmassage.fhir;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reference or a {@code fullUrl}, taken apart; a version in it is left out.
 *
 * @param url the whole
 * @param base address of the server; empty for a relative one
 * @param typeAndId "Patient/m"; empty for what is no RESTful address
 */
public record Address(String url, String base, String typeAndId) {

    private static final String VERSION = "/_history/";
    private static final Pattern SERVER =
            Pattern.compile("(https?)://([^/]*?)(?::(\\d+))?(/.*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SLASHES_AT_THE_END = Pattern.compile("/+$");

    public static Address of(String reference) {
        int version = reference.indexOf(VERSION);
        String url = version < 0 ? reference : reference.substring(0, version);
        if (url.startsWith("urn:") || url.startsWith("#")) {
            return new Address(url, "", "");
        }
        int id = url.lastIndexOf('/');
        int type = id < 1 ? -1 : url.lastIndexOf('/', id - 1);
        if (id < 1 || id == url.length() - 1 || !startsWithCapital(url, type + 1)) {
            return new Address(url, "", "");
        }
        boolean isAbsolute = url.contains("://");
        String base = isAbsolute && type > 0 ? url.substring(0, type) : "";
        return new Address(url, base, url.substring(type + 1));
    }

    String type() {
        int slash = typeAndId.indexOf('/');
        return slash < 0 ? "" : typeAndId.substring(0, slash);
    }

    /** Whether two addresses are of one server: by http or https, in whatever letters, with the scheme's own port or without. */
    public static boolean isOneServer(String one, String other) {
        return one.equals(other)
                || !one.isEmpty() && !other.isEmpty() && plain(one).equals(plain(other));
    }

    private static String plain(String base) {
        Matcher server = SERVER.matcher(SLASHES_AT_THE_END.matcher(base).replaceFirst(""));
        if (!server.matches()) {
            return base;
        }
        String port = server.group(3);
        boolean isItsOwn = port == null || port.equals(server.group(1).equalsIgnoreCase("https") ? "443" : "80");
        String path = server.group(4);
        return server.group(2).toLowerCase(Locale.ROOT) + (isItsOwn ? "" : ":" + port) + (path == null ? "" : path);
    }

    private static boolean startsWithCapital(String url, int start) {
        char c = url.charAt(start);
        return c >= 'A' && c <= 'Z';
    }
}
