package io.github.oxytocinmassage.fhir;

/**
 * A reference or a {@code fullUrl}, taken apart; a version in it is left out.
 *
 * @param url the whole
 * @param base address of the server; empty for a relative one
 * @param typeAndId "Patient/m"; empty for what is no RESTful address
 */
record Address(String url, String base, String typeAndId) {

    private static final String VERSION = "/_history/";

    static Address of(String reference) {
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

    private static boolean startsWithCapital(String url, int start) {
        char c = url.charAt(start);
        return c >= 'A' && c <= 'Z';
    }
}
