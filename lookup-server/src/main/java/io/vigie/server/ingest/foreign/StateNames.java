package io.vigie.server.ingest.foreign;

import io.vigie.mrz.States;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** States by what lists call them: English names in any order of their words, and ISO codes. Pure. */
final class StateNames {
    /** Names of the UN, of OFAC and of earlier days that the platform's names of ISO 3166 do not have. */
    private static final String FURTHER = """
            AGO Republic of Angola
            ANT Netherlands Antilles
            ARE UAE
            ATG Antigua and Barbuda
            BHS The Bahamas
            BIH Bosnia-Herzegovina|Bosnia
            BLR Byelorussia
            BOL Plurinational State of Bolivia
            BRN Brunei Darussalam
            CAF Central African Rep
            CHN People's Republic of China
            CIV Ivory Coast
            COD Democratic Republic of the Congo|DR Congo|DRC|Zaire|Congo Dem Rep
            COG Republic of the Congo|Congo
            CPV Cabo Verde
            CZE Czech Republic
            DEU Federal Republic of Germany
            EGY Arab Republic of Egypt
            FLK Falkland Islands (Malvinas)
            FSM Federated States of Micronesia
            GBR United Kingdom of Great Britain and Northern Ireland|Great Britain|UK|England|Scotland|Northern Ireland|Wales
            GMB The Gambia
            HKG Hong Kong
            IRN Islamic Republic of Iran
            IRQ Republic of Iraq
            KGZ Kyrgyz Republic
            KNA Saint Kitts and Nevis
            KOR Republic of Korea|Korea South
            LAO Lao People's Democratic Republic
            LBY Libyan Arab Jamahiriya|State of Libya
            MAC Macau|Macao
            MDA Republic of Moldova
            MKD The former Yugoslav Republic of Macedonia|Macedonia
            MMR Burma|Myanmar
            NLD Kingdom of the Netherlands|The Netherlands
            PAK Islamic Republic of Pakistan
            PRK Democratic People's Republic of Korea|Korea North|DPRK
            PSE Palestine|State of Palestine|Palestinian|West Bank|Region Gaza|Gaza|Occupied Palestinian Territory|Palestinian Authority
            RUS Russian Federation|USSR|Union of Soviet Socialist Republics
            SRB Yugoslavia|Serbia and Montenegro
            SSD Republic of South Sudan
            STP Sao Tome and Principe
            SWZ Swaziland
            SYR Syrian Arab Republic
            TLS East Timor
            TUR Turkey
            TWN Taiwan Province of China|Republic of China
            TZA United Republic of Tanzania
            USA United States of America|US
            VAT Holy See
            VEN Bolivarian Republic of Venezuela
            VGB British Virgin Islands|Virgin Islands British
            VIR Virgin Islands US
            VNM Viet Nam|Socialist Republic of Viet Nam
            XKX Kosovo
            YEM Republic of Yemen
            """;

    /** Two letters that ISO 3166-1 does not list, and four of ISO 3166-3 for states of earlier days. */
    private static final Map<String, String> FURTHER_CODES = Map.of(
            "XK", "XKX", "UK", "GBR", "EU", "EUE", "SU", "RUS", "SUHH", "RUS", "YUCS", "SRB", "CSXX", "SRB", "DDDE", "DEU",
            "AN", "ANT", "CSHH", "CSK");

    private static final Map<String, String> BY_NAME = new HashMap<>();
    private static final Map<String, String> BY_CODE = new HashMap<>(FURTHER_CODES);

    static {
        for (String code : Locale.getISOCountries()) {
            Locale country = new Locale.Builder().setRegion(code).build();
            BY_CODE.put(code, country.getISO3Country());
            BY_NAME.put(key(country.getDisplayCountry(Locale.ENGLISH)), country.getISO3Country());
        }
        for (String row : FURTHER.lines().toList()) {
            for (String name : row.substring(4).split("\\|")) {
                BY_NAME.put(key(name), row.substring(0, 3));
            }
        }
    }

    private StateNames() {}

    /** The canonical code of a state that is named, or given by a code of two, three or four letters; null if unknown. */
    static @Nullable String code(String text) {
        String code = ofCode(text);
        return code != null ? code : BY_NAME.get(key(text));
    }

    /** The canonical code of a state given by a code of two, three or four letters; null if unknown. */
    static @Nullable String ofCode(String text) {
        String code = text.strip().toUpperCase(Locale.ROOT);
        if (code.length() == 3) {
            return States.isKnown(code) ? States.canonical(code) : null;
        }
        return BY_CODE.get(code);
    }

    /** Words without order, accents and small words. */
    private static String key(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("['’`.]", "")
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(plain.split("[^\\p{L}]+"))
                .filter(word -> !word.isEmpty() && !word.matches("the|of|and"))
                .map(word -> word.equals("st") ? "saint" : word)
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
