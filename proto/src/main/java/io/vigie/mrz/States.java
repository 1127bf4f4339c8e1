package io.vigie.mrz;

/**
 * The codes of issuing states, organisations and nationalities (Doc 9303-3, section 5), and one form for each party.
 *
 * <p>Codes are exact and in upper case, without fillers. Nothing here allocates.
 */
public final class States {

    /** ISO 3166-1 alpha-3. */
    private static final String ISO = ""
            + "ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR "
            + "BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG "
            + "COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH "
            + "FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY "
            + "HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM "
            + "KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL "
            + "MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR "
            + "NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU "
            + "SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA "
            + "TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB "
            + "VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE";

    /** Doc 9303-3, section 5, parts A to H: what ICAO adds to ISO 3166-1. */
    private static final String ICAO = "EUE UNO UNA XBA XIM XCC XCE XCO XEC XPO XES XMP XOM XDC XXA XXB XXC XXX UTO IAO";

    /** Withdrawn codes without exactly one natural successor (Doc 9303-3, part F, and ISO 3166-3). */
    private static final String HISTORIC = "ANT NTZ CSK PCI";

    /** Codes that no list assigns, seen on documents: Northern Cyprus, World Service Authority, Somaliland, a sample. */
    private static final String UNOFFICIAL = "XCT WSA RSL TRC";

    /** First the form that keys use, then the spellings that mean the same party. */
    private static final String[] SAME = {
        "DEU D DDR", // German documents print D; DDR until 1990
        "GBR GBD GBN GBO GBP GBS", // Doc 9303-3, part A: kinds of British nationality
        "XKX RKS UNK XXK", // Kosovo: operational, UNMIK, European Union
        "ROU ROM",
        "RUS SUN",
        "COD ZAR",
        "TLS TMP",
        "MMR BUR",
        "SRB YUG SCG",
        "YEM YMD",
        "VNM VDR",
        "BEN DHY",
        "BFA HVO",
        "ZWE RHO",
        "BLR BYS",
        "KIR GEL CTE",
        "VUT NHB",
        "PAN PCZ",
        "IND SKM",
        "FRA FXX",
        "DJI AFI",
        "ATA ATN",
        "UMI JTN MID PUS WAK",
        "XPO INP", // printed on older booklets of INTERPOL
        "CHE CH", // alpha-2 and filler on a few real documents
    };

    /** Radix 27: letters count 1 to 26, a missing letter 0. */
    private static final int CODES = 27 * 27 * 27;

    /** Where a code of one or two letters has no more; no byte and no character is it. */
    private static final int ABSENT = -1000;

    private static final String[] CANONICAL = new String[CODES];
    private static final String[] PRINTED = new String[CODES];

    static {
        for (String list : new String[] {ISO, ICAO, HISTORIC, UNOFFICIAL}) {
            for (String code : list.split(" ")) {
                add(code, code);
            }
        }
        for (String row : SAME) {
            String[] codes = row.split(" ");
            for (String code : codes) {
                add(code, codes[0]);
            }
        }
    }

    private States() {}

    /** True for a code that is or was assigned, or that real documents are known to bear. */
    public static boolean isKnown(String code) {
        int index = index(code);
        return index >= 0 && CANONICAL[index] != null;
    }

    /** The one form of a code that keys use: D gives DEU, SUN gives RUS; a code that is unknown is returned as it is. */
    public static String canonical(String code) {
        int index = index(code);
        String canonical = index < 0 ? null : CANONICAL[index];
        return canonical == null ? code : canonical;
    }

    /** True for Utopia, the state of ICAO's specimens. */
    public static boolean isSpecimen(String code) {
        return "UTO".equals(code);
    }

    /** As {@link #isKnown(String)}, of ASCII text. */
    public static boolean isKnown(byte[] text, int from, int length) {
        int index = index(text, from, length);
        return index >= 0 && CANONICAL[index] != null;
    }

    /** As {@link #isSpecimen(String)}, of ASCII text. */
    public static boolean isSpecimen(byte[] text, int from, int length) {
        return length == 3 && text[from] == 'U' && text[from + 1] == 'T' && text[from + 2] == 'O';
    }

    /** A known code of which the characters stand in a zone; null when it is not known. */
    static String known(char[] text, int from, int length) {
        int index = 0;
        for (int i = 0; i < 3; i++) {
            char c = text[from + i];
            if (i < length && !MrzChars.isLetter(c)) {
                return null;
            }
            index = index * 27 + (i < length ? c - 'A' + 1 : 0);
        }
        return length == 0 ? null : PRINTED[index];
    }

    private static int index(String code) {
        int length = code.length();
        return length < 1 || length > 3
                ? -1
                : index(code.charAt(0), length > 1 ? code.charAt(1) : ABSENT, length > 2 ? code.charAt(2) : ABSENT);
    }

    private static int index(byte[] text, int from, int length) {
        return length < 1 || length > 3
                ? -1
                : index(text[from], length > 1 ? text[from + 1] : ABSENT, length > 2 ? text[from + 2] : ABSENT);
    }

    private static int index(int first, int second, int third) {
        int a = letter(first);
        int b = letter(second);
        int c = letter(third);
        return a < 1 || b < 0 || c < 0 ? -1 : (a * 27 + b) * 27 + c;
    }

    /** 1 to 26, 0 for a letter that is absent, -1 for what is none. */
    private static int letter(int c) {
        return c >= 'A' && c <= 'Z' ? c - 'A' + 1 : c == ABSENT ? 0 : -1;
    }

    private static void add(String code, String canonical) {
        PRINTED[index(code)] = code;
        CANONICAL[index(code)] = canonical;
    }
}
