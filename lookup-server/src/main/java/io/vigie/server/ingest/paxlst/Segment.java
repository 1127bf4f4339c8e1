package io.vigie.server.ingest.paxlst;

import java.util.List;

/**
 * One segment: a tag, and elements of components.
 *
 * @param position of its first character in the file, from 1
 * @param elements behind the tag, each with at least one component, released characters released
 * @param problem what the reader found wrong with it; empty when nothing
 */
record Segment(int position, String tag, List<List<String>> elements, String problem) {
    /** A component, without blanks around it; empty when it is absent. Both count from 1, as the faults do. */
    String text(int element, int component) {
        if (element > elements.size()) {
            return "";
        }
        List<String> components = elements.get(element - 1);
        return component > components.size() ? "" : components.get(component - 1).strip();
    }

    String text(int element) {
        return text(element, 1);
    }

    int componentCount(int element) {
        return element > elements.size() ? 0 : elements.get(element - 1).size();
    }
}
