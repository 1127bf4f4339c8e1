package io.vigie.server.ingest.synthetic;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * A script, its ISO 15924 code, and how its letters are written in Latin ones. Scripts that do not spell out how a name
 * sounds (no vowels, or signs for words) have no letters here: their names are listed in both forms.
 */
enum Script {
    LATIN("Latn", "", "ä=ä/ae ö=ö/oe ü=ü/ue å=å/aa ø=ø/oe æ=æ/ae ñ=ñ/n ß=ß/ss"),
    CYRILLIC(
            "Cyrl",
            "а=a б=b в=v г=g д=d е=e ё=e/yo ж=zh/j з=z и=i й=i/y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u/ou ф=f "
                    + "х=kh/h ц=ts/c ч=ch/tch ш=sh щ=shch/sch ъ=ie/ ы=y ь= э=e ю=iu/yu я=ia/ya і=i ї=i/yi є=ie/ye "
                    + "ґ=g ђ=dj/d ј=j ћ=c/ch љ=lj/ly њ=nj/ny џ=dz/dzh",
            ""),
    GREEK(
            "Grek",
            "α=a β=v/b γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k/c λ=l μ=m ν=n ξ=x/ks ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f/ph "
                    + "χ=ch/h ψ=ps ω=o",
            ""),
    GEORGIAN(
            "Geor",
            "ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=zh რ=r ს=s ტ=t უ=u ფ=p/f ქ=k/q "
                    + "ღ=gh ყ=q/k შ=sh ჩ=ch ც=ts ძ=dz წ=ts ჭ=ch ხ=kh ჯ=j ჰ=h",
            ""),
    ARABIC("Arab", "", ""),
    HEBREW("Hebr", "", ""),
    DEVANAGARI("Deva", "", ""),
    THAI("Thai", "", ""),
    HAN("Hani", "", ""),
    HANGUL("Hang", "", "");

    private final String code;
    private final Map<Integer, String[]> letters = new HashMap<>();

    Script(String code, String letters, String respelled) {
        this.code = code;
        for (String rule : (letters + " " + respelled).trim().split(" ")) {
            if (!rule.isEmpty()) {
                String[] sides = rule.split("=", 2);
                String[] spellings = sides[1].split("/", -1);
                this.letters.put(
                        sides[0].codePointAt(0), new String[] {spellings[0], spellings[spellings.length - 1]});
            }
        }
    }

    /** ISO 15924. */
    String code() {
        return code;
    }

    /** Reads {@code original}, {@code original:latin} or {@code original:latin:other}; a low line is a space. */
    Piece piece(String text) {
        String[] spellings = text.replace('_', ' ').split(":");
        return switch (spellings.length) {
            case 1 -> new Piece(spellings[0], latin(spellings[0], 0), latin(spellings[0], 1));
            case 2 -> new Piece(spellings[0], spellings[1], latin(spellings[1], 1));
            case 3 -> new Piece(spellings[0], spellings[1], spellings[2]);
            default -> throw new IllegalArgumentException("piece: " + text + " (expected: one to three spellings)");
        };
    }

    private String latin(String text, int scheme) {
        StringBuilder latin = new StringBuilder();
        String composed = this == GREEK ? withoutAccents(text) : text;
        composed.codePoints().forEach(letter -> {
            String[] spellings = letters.get(Character.toLowerCase(letter));
            if (spellings == null) {
                latin.appendCodePoint(letter);
            } else if (Character.isUpperCase(letter)) {
                latin.append(titled(spellings[scheme]));
            } else {
                latin.append(spellings[scheme]);
            }
        });
        return this == GREEK ? withDiphthongs(latin.toString()) : latin.toString();
    }

    private static String withDiphthongs(String latin) {
        return latin.replace("oy", "ou").replace("ay", "af").replace("ey", "ef").replace("Ey", "Ef");
    }

    private static String withoutAccents(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }

    private static String titled(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
