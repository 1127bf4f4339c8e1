package io.vigie.mrz;

/**
 * Cyrillic letters (Doc 9303-3, section 6, part B). After the general form stand those of single languages:
 * Belorussian, Serbian, Ukrainian (some only at the beginning of a word), Macedonian, Bulgarian.
 */
final class CyrillicLetters {

    /** Character, equals sign, forms in order of preference. */
    static final String[] ROWS = {
        "Ё=E/IO", "Ђ=D", "Є=IE/YE", "Ѕ=DZ", "І=I", "Ї=I/YI", "Ј=J", "Љ=LJ", "Њ=NJ", "Ќ=K/KJ", "Ў=U", "Џ=DZ/DJ",
        "А=A", "Б=B", "В=V", "Г=G/H", "Д=D", "Е=E", "Ж=ZH/Z", "З=Z", "И=I/Y", "Й=I/Y", "К=K", "Л=L", "М=M", "Н=N",
        "О=O", "П=P", "Р=R", "С=S", "Т=T", "У=U", "Ф=F", "Х=KH/H", "Ц=TS/C", "Ч=CH/C", "Ш=SH/S", "Щ=SHCH/SHT",
        "Ъ=IE", "Ы=Y", "Ь=", "Э=E", "Ю=IU/YU", "Я=IA/YA", "Ѫ=U", "Ѵ=Y", "Ґ=G", "Ғ=G/GJ", "Һ=C"
    };

    private CyrillicLetters() {}
}
