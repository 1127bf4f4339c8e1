package io.vigie.server.match;

import java.util.Set;

/** Words of names that are no names: articles, prepositions, titles. */
final class NameWords {
    private static final Set<String> PARTICLES = Set.of(("AL EL UL AR AS ASH AD AZ AN AT IBN BIN BN BNT OULD WLD WALAD OGLU OGLY OGLI KYZY QIZI BINT BINTI BEN "
                    + "DE DA DO DOS DAS DEL DELLA DELLO DELLE DEGLI DEI DI DU DES LA LE LES LOS LAS LO D "
                    + "VAN VON VOM ZU ZUM ZUR DER DEN DEM DIE TEN TER TE HET AF AV Y UD UZ US UR OF THE AND")
            .split(" "));

    private static final Set<String> TITLES = Set.of(("MR MRS MS MISS DR DOCTOR PROF PROFESSOR SIR LORD LADY DAME MADAME "
                    + "HERR FRAU SENOR SENORA DON DONA SHEIKH SHAIKH SHAYKH SHEIK CHEIKH CHEIK HAJI HAJJI HAJ HAJJ "
                    + "HADJI ALHAJI ALHAJ MULLAH MULLA MOLLA MAULAVI MAWLAWI MAULVI MOULAVI MAULANA MAWLANA MOLVI "
                    + "USTAD USTAZ QARI HAFIZ AYATOLLAH HOJJATOLESLAM IMAM EMIR COLONEL COL GENERAL GEN MAJOR CAPTAIN "
                    + "CAPT LIEUTENANT LT COMMANDER COMMANDANT SERGEANT BRIGADIER MARSHAL ADMIRAL ENG ENGINEER JR SR "
                    + "II III IV JUNIOR SENIOR FATHER REVEREND REV BISHOP HAJJAH HAJA")
            .split(" "));

    /** Given names or surnames as well: no particles where they open a name that is one text. */
    private static final Set<String> ALSO_NAMES = Set.of("BEN", "VAN", "LE", "DO", "DU", "DI", "AN", "DA", "DON", "DE",
            "TE", "LO", "DIE", "ADMIRAL", "MAJOR", "MARSHAL", "AS", "AT", "IMAM", "HAFIZ", "GEN", "ENG", "D", "Y");

    /** Titles that nobody bears as a name. */
    private static final Set<String> ADDRESSES = Set.of(("MR MRS MS MISS DR DOCTOR PROF PROFESSOR SIR LADY DAME MADAME "
                    + "HERR FRAU SENOR SENORA COL GEN CAPT LIEUTENANT LT ENG ENGINEER JR SR II III IV JUNIOR SENIOR "
                    + "REVEREND REV")
            .split(" "));

    private static final Set<String> SERVANT = Set.of("ABD", "ABDUL", "ABDEL", "ABDAL", "ABDOUL", "ABDOL", "ABDU");
    private static final Set<String> ARTICLE = Set.of("AL", "EL", "UL", "OL", "AR", "AS", "ASH", "AD", "AZ", "AN", "AT");

    private static final Set<String> DIN = Set.of("DIN", "DEEN", "DINE", "DDIN");
    private static final Set<String> WITH_ARTICLE = Set.of("UDDIN", "UDDEEN", "EDDINE", "EDDIN", "ALDIN", "ALDEEN", "ADDIN", "UDIN");
    private static final Set<String> ULLAH = Set.of("ULLAH", "ALLAH", "OLLAH", "ELLAH", "ALLH", "OULLAH");

    private NameWords() {}

    static boolean isParticle(String word) {
        return PARTICLES.contains(word) || TITLES.contains(word);
    }

    /** A title, and a name of some: SHEIKH, HAFIZ. */
    static boolean isTitleBorneAsName(String word) {
        return TITLES.contains(word) && !ADDRESSES.contains(word);
    }

    /** What men and women in Vietnam have in front of their given name. */
    static boolean tellsTheSex(String word) {
        return word.equals("VAN") || word.equals("THI");
    }

    static boolean isAlsoName(String word) {
        return ALSO_NAMES.contains(word) || word.length() == 1;
    }

    /** First half of the Arabic names that mean servant of. */
    static boolean isServant(String word) {
        return SERVANT.contains(word);
    }

    /** The article in names such as NUR AL DIN. */
    static boolean isArticleOfDin(String word) {
        return word.equals("AL") || word.equals("UL") || word.equals("EL") || word.equals("UD") || word.equals("AD")
                || word.equals("ED") || word.equals("OD");
    }

    /** Religion, as names end in it; without its article only where that is part of the word. */
    static boolean isDin(String word, boolean article) {
        return article && DIN.contains(word) || WITH_ARTICLE.contains(word);
    }

    static boolean isUllah(String word) {
        return ULLAH.contains(word);
    }

    static boolean isArabicArticle(String word) {
        return ARTICLE.contains(word);
    }
}
