package io.vigie.server.ingest.synthetic;

/** How the people of a group of states are named: from which names, in which script, made up of what. */
enum Culture {
    ENGLISH(Script.LATIN, LatinNames.ENGLISH, Form.of(40, 2, false)),
    FRENCH(Script.LATIN, LatinNames.FRENCH, Form.of(35, 5, true)),
    GERMAN(Script.LATIN, LatinNames.GERMAN, Form.of(25, 5, true)),
    ITALIAN(Script.LATIN, LatinNames.ITALIAN, Form.of(15, 2, false)),
    HISPANIC(Script.LATIN, LatinNames.HISPANIC, Form.of(45, 85, false)),
    PORTUGUESE(Script.LATIN, LatinNames.PORTUGUESE, Form.of(35, 60, false)),
    DUTCH(Script.LATIN, LatinNames.DUTCH, Form.of(35, 3, true)),
    NORDIC(Script.LATIN, LatinNames.NORDIC, Form.of(35, 5, true)),
    POLISH(Script.LATIN, LatinNames.POLISH, Form.of(20, 4, true)),
    ROMANIAN(Script.LATIN, LatinNames.ROMANIAN, Form.of(25, 3, true)),
    TURKISH(Script.LATIN, LatinNames.TURKISH, Form.of(20, 3, false)),
    VIETNAMESE(Script.LATIN, LatinNames.VIETNAMESE, Form.of(0, 0, false)),
    MALAY(Script.LATIN, LatinNames.MALAY, Form.of(40, 5, false)),
    WEST_AFRICAN(Script.LATIN, LatinNames.WEST_AFRICAN, Form.of(35, 3, false)),
    EAST_AFRICAN(Script.LATIN, LatinNames.EAST_AFRICAN, Form.of(60, 5, false)),
    RUSSIAN(Script.CYRILLIC, OtherScriptNames.RUSSIAN, Form.of(0, 1, true)),
    UKRAINIAN(Script.CYRILLIC, OtherScriptNames.UKRAINIAN, Form.of(0, 2, true)),
    SERBIAN(Script.CYRILLIC, OtherScriptNames.SERBIAN, Form.of(2, 5, true)),
    BULGARIAN(Script.CYRILLIC, OtherScriptNames.BULGARIAN, Form.of(10, 3, true)),
    GREEK(Script.GREEK, OtherScriptNames.GREEK, Form.of(8, 4, true)),
    GEORGIAN(Script.GEORGIAN, OtherScriptNames.GEORGIAN, Form.of(0, 1, true)),
    ARABIC(Script.ARABIC, OtherScriptNames.ARABIC, Form.of(60, 10, false)),
    PERSIAN(Script.ARABIC, OtherScriptNames.PERSIAN, Form.of(25, 6, false)),
    INDIAN(Script.DEVANAGARI, OtherScriptNames.INDIAN, Form.of(35, 3, false)),
    HEBREW(Script.HEBREW, OtherScriptNames.HEBREW, Form.of(15, 6, true)),
    THAI(Script.THAI, OtherScriptNames.THAI, Form.of(0, 0, false)),
    CHINESE(Script.HAN, OtherScriptNames.CHINESE, Form.eastAsian()),
    JAPANESE(Script.HAN, OtherScriptNames.JAPANESE, Form.eastAsian()),
    KOREAN(Script.HANGUL, OtherScriptNames.KOREAN, Form.eastAsian());

    private final Script script;
    private final NamePool pool;
    private final Form form;

    Culture(Script script, NamePool pool, Form form) {
        this.script = script;
        this.pool = pool;
        this.form = form;
    }

    /**
     * What a name is made up of.
     *
     * @param secondGivenPercent how many have two given names
     * @param secondSurnamePercent how many have two surnames
     * @param hyphens two surnames, and some given names, are joined by a hyphen
     * @param familyFirst the surname leads, and nothing parts it from the given name in the original script
     */
    record Form(int secondGivenPercent, int secondSurnamePercent, boolean hyphens, boolean familyFirst) {
        static Form of(int secondGivenPercent, int secondSurnamePercent, boolean hyphens) {
            return new Form(secondGivenPercent, secondSurnamePercent, hyphens, false);
        }

        static Form eastAsian() {
            return new Form(0, 0, false, true);
        }
    }

    Script script() {
        return script;
    }

    NamePool pool() {
        return pool;
    }

    Form form() {
        return form;
    }

    /** True where fathers' names are part of the name (Ivanovich, Ivanovna). */
    boolean hasPatronymics() {
        return this == RUSSIAN || this == UKRAINIAN || this == BULGARIAN;
    }
}
