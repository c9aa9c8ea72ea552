package io.github.oxytocinmassage.fhir;

import java.util.Arrays;
import java.util.regex.Pattern;

/** The way from the root of a body to where a walk through it stands; written out only when somebody asks. */
final class PathTrail {

    private static final int NO_INDEX = -1;
    private static final int MAX_NAME = 64;
    private static final Pattern UNFIT = Pattern.compile("[^A-Za-z0-9_:.-]");

    private String[] names = new String[64];
    private int[] indices = new int[64];
    private int depth;

    void into(String name) {
        if (depth == names.length) {
            names = Arrays.copyOf(names, depth * 2);
            indices = Arrays.copyOf(indices, depth * 2);
        }
        names[depth] = name;
        indices[depth] = NO_INDEX;
        depth++;
    }

    void at(int index) {
        indices[depth - 1] = index;
    }

    void out() {
        depth--;
    }

    int depth() {
        return depth;
    }

    /** FHIRPath from the root. */
    String from(String root) {
        return from(root, 0);
    }

    /** FHIRPath from a depth, which is called {@code root}. */
    String from(String root, int start) {
        StringBuilder path = new StringBuilder(root);
        for (int i = start; i < depth; i++) {
            if (path.length() > 0) {
                path.append('.');
            }
            path.append(plain(names[i]));
            if (indices[i] != NO_INDEX) {
                path.append('[').append(indices[i]).append(']');
            }
        }
        return path.toString();
    }

    /** A name that came in, as far as it is fit to be shown. */
    static String plain(String name) {
        String cut = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
        return UNFIT.matcher(cut).replaceAll("?");
    }
}
