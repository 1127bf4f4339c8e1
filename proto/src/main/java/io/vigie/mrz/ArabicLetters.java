package io.vigie.mrz;

/**
 * Arabic letters of Arabic, Persian, Pashto, Urdu and their neighbours (Doc 9303-3, section 6, part C). Vowel signs
 * and the tatweel are not written.
 */
final class ArabicLetters {

    /** Doubles the letter before it (part C, footnote 3). */
    static final char SHADDA = '\u0651';

    /** Written XAH at the end of a word, XTA inside one (part C, footnote 2). */
    static final char TEH_MARBUTA = '\u0629';

    /** Code point, equals sign, forms in order of preference. */
    static final String[] ROWS = {
        "0621=XE", "0622=XAA", "0623=XAE", "0624=U", "0625=I", "0626=XI", "0627=A", "0628=B", "0629=XTA/XAH", "062A=T",
        "062B=XTH", "062C=J", "062D=XH", "062E=XKH", "062F=D", "0630=XDH", "0631=R", "0632=Z", "0633=S", "0634=XSH",
        "0635=XSS", "0636=XDZ", "0637=XTT", "0638=XZZ", "0639=E", "063A=G", "0640=", "0641=F", "0642=Q", "0643=K",
        "0644=L", "0645=M", "0646=N", "0647=H", "0648=W", "0649=XAY", "064A=Y", "064B=", "064C=", "064D=", "064E=",
        "064F=", "0650=", "0652=", "0670=", "0671=XXA", "0679=XXT", "067C=XRT", "067E=P", "0681=XKE", "0685=XXH",
        "0686=XC", "0688=XXD", "0689=XDR", "0691=XXR", "0693=XRR", "0696=XRX", "0698=XJ", "069A=XXS", "069C=",
        "06A2=", "06A4=V/XV", "06A5=XF", "06A7=", "06A8=", "06A9=XKK", "06AB=XXK", "06AD=XNG", "06AF=XGG", "06BA=XNN",
        "06BC=XXN", "06BE=XDO", "06C0=XYH", "06C1=XXG", "06C2=XGE", "06C3=XTG", "06CC=XYA", "06CD=XXY", "06D0=Y",
        "06D2=XYB", "06D3=XBE"
    };

    private ArabicLetters() {}
}
