package io.vigie.server.ingest.synthetic;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** How a question differs from the record that it is about; with no record, how it is written. */
public enum Variant {
    /** As recorded. */
    EXACT("exact"),

    // Documents
    SPACING("spacing"),
    HYPHENS("hyphens"),
    LOWER_CASE("lowerCase"),
    NO_STATE("noState"),
    NO_TYPE("noType"),
    /** Another code of the same state, such as D for DEU. */
    EQUIVALENT_STATE("equivalentState"),
    /** The type, where the record has a subtype. */
    FAMILY_TYPE("familyType"),
    /** A state that does not number its documents like this: no record. */
    WRONG_STATE("wrongState"),
    /** A type that the document is not of: no record. */
    WRONG_TYPE("wrongType"),
    /** The whole zone. */
    ZONE("zone"),

    // Persons: similar names of Delegated Regulation (EU) 2023/333, Annex II
    TRANSLITERATION("a"),
    INVERSION("b"),
    ONE_FIELD("c"),
    WORDS_SWAPPED("d"),
    LETTERS_SWAPPED("e"),
    ONE_EDIT("f"),
    PUNCTUATION("g"),
    TRUNCATION("h"),
    /** Name as recorded, and a national id, which makes the person certain. */
    NATIONAL_ID("nationalId"),

    // Travellers: a whole zone, all datasets
    /** Of whom nothing is known. */
    TRAVELLER("traveller"),
    /** With a document that is reported. */
    REPORTED_DOCUMENT("reportedDocument"),
    /** With a valid document that belongs to a listed person, under whose name they travel. */
    DOCUMENT_OF_PERSON("documentOfPerson"),
    /** With a valid document that an active notice is about. */
    DOCUMENT_OF_NOTICE("documentOfNotice"),
    /** Listed under the name and birth that the zone holds. */
    LISTED_TRAVELLER("listedTraveller"),
    /** Of whom nothing is known, with a number that fails its check digit. */
    UNREADABLE_NUMBER("unreadableNumber");

    /** Similar names: letters (a) to (h) of the Regulation, in their order. */
    public static final Set<Variant> SIMILAR_NAMES =
            Collections.unmodifiableSet(EnumSet.range(TRANSLITERATION, TRUNCATION));

    private final String label;

    Variant(String label) {
        this.label = label;
    }

    /** In {@link Truth}. */
    public String label() {
        return label;
    }
}
