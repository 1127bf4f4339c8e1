package io.vigie.server.ingest.foreign;

import io.vigie.server.ingest.ByteCounter;
import io.vigie.server.ingest.RecordSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Entries of an XML document: elements of given names, wherever they stand. Names count without their namespace, which the
 * publishers have changed. Document type declarations end the reading, so no entity is ever declared or fetched.
 */
final class XmlEntries implements EntrySource {
    /** Bytes of one token (a text, a comment, a tag), which the parser holds whole. */
    private static final int TOKEN_BYTES_MAX = 4 << 20;

    private static final String PARSER_DEPTH_MAX = "100";

    private final Budget budget;
    private final XMLStreamReader xml;
    private final String root;
    private final Set<String> names;
    private boolean begun;
    private boolean ended;

    private XmlEntries(Budget budget, String root, Set<String> names) throws XMLStreamException {
        this.budget = budget;
        this.root = root;
        this.names = names;
        this.xml = factory().createXMLStreamReader(budget);
    }

    /**
     * Opens a file.
     *
     * @param root name of the document's element
     * @param names of the elements that are entries
     */
    static EntrySource open(String file, String root, Set<String> names) throws IOException {
        Budget budget = new Budget(RecordSource.bytes(file, new ByteCounter()), TOKEN_BYTES_MAX);
        try {
            return new XmlEntries(budget, root, names);
        } catch (XMLStreamException e) {
            return new Unreadable(budget, malformed(e, budget));
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty("jdk.xml.maxElementDepth", PARSER_DEPTH_MAX);
        return factory;
    }

    /** A file whose first bytes are no XML. */
    private static final class Unreadable implements EntrySource {
        private final InputStream in;
        private @Nullable Item fault;

        Unreadable(InputStream in, Item fault) {
            this.in = in;
            this.fault = fault;
        }

        @Override
        public @Nullable Item next() {
            Item last = fault;
            fault = null;
            return last;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    @Override
    public @Nullable Item next() {
        try {
            while (!ended && xml.hasNext()) {
                budget.renew();
                Item item = at(xml.next());
                if (item != null) {
                    return item;
                }
            }
        } catch (XMLStreamException e) {
            ended = true;
            return malformed(e, budget);
        }
        return null;
    }

    private @Nullable Item at(int event) throws XMLStreamException {
        if (event == XMLStreamConstants.DTD) {
            ended = true;
            return EntrySource.fault(line(), "DOCTYPE", "a document type declaration (expected: none)");
        }
        if (event != XMLStreamConstants.START_ELEMENT) {
            return null;
        }
        if (!begun) {
            begun = true;
            if (!xml.getLocalName().equals(root)) {
                ended = true;
                return EntrySource.fault(line(), Findings.quoted(xml.getLocalName()), "not this list (expected: " + root + ")");
            }
            return null;
        }
        return names.contains(xml.getLocalName()) ? entry() : null;
    }

    private Item entry() throws XMLStreamException {
        Node entry = Node.entry(xml.getLocalName(), '/', line());
        Element element = new Element();
        element.read(entry, 1);
        return element.fault == null ? new Item.Entry(entry) : element.fault;
    }

    /** Reads one entry to its end; one that is over a limit is read on without being held. */
    private final class Element {
        private @Nullable Item fault;
        private int parts;

        void read(Node node, int depth) throws XMLStreamException {
            StringBuilder text = new StringBuilder();
            while (true) {
                budget.renew();
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> part(node, depth);
                    case XMLStreamConstants.END_ELEMENT -> {
                        node.setText(text.toString());
                        return;
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                        append(node, text);
                    case XMLStreamConstants.ENTITY_REFERENCE -> over(node, "an entity that is not declared");
                    default -> {}
                }
            }
        }

        private void part(Node node, int depth) throws XMLStreamException {
            if (depth >= Node.DEPTH_MAX) {
                over(node, "deeper than " + Node.DEPTH_MAX + " elements");
            }
            if (++parts > Node.PARTS_MAX) {
                over(node, "more than " + Node.PARTS_MAX + " elements in one entry");
            }
            Node part = fault == null
                    ? node.add(xml.getLocalName(), line())
                    : Node.entry(xml.getLocalName(), '/', line());
            read(part, depth + 1);
        }

        private void append(Node node, StringBuilder text) {
            if (text.length() + xml.getTextLength() > Node.TEXT_LENGTH_MAX) {
                over(node, "a text of more than " + Node.TEXT_LENGTH_MAX + " characters");
                text.setLength(0);
            } else if (fault == null) {
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            }
        }

        private void over(Node node, String what) {
            if (fault == null) {
                fault = EntrySource.fault(line(), node.path(), what + " (expected: less)");
            }
        }
    }

    private long line() {
        return Math.max(0, xml.getLocation().getLineNumber());
    }

    private static Item malformed(XMLStreamException e, Budget budget) {
        long line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
        String fault = budget.fault();
        return EntrySource.fault(
                line,
                "",
                fault != null
                        ? fault
                        : "no well-formed XML from here on, or the file ends in the middle; what follows is not read");
    }

    @Override
    public void close() throws IOException {
        budget.close();
    }
}
