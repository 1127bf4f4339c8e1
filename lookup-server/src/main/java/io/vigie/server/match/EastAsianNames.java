package io.vigie.server.match;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Names in Han or Hangul, which are written without a blank: the surname is the first character, or a known pair. */
final class EastAsianNames {
    /** Surnames of two characters that are in use, Chinese and Korean. */
    private static final Set<String> PAIRS = Set.of("欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "司徒", "东方", "東方",
            "夏侯", "皇甫", "尉迟", "公孙", "公孫", "慕容", "令狐", "长孙", "宇文", "端木", "남궁", "황보", "제갈", "선우", "독고", "사공");

    /** Spellings of Korean surnames that differ from the romanisation by rule, which comes first. */
    private static final Map<String, List<String>> KOREAN = Arrays.stream(("김=KIM GIM|이=LEE I YI RI RHEE|리=RI LEE YI|"
                    + "박=PAK BAK PARK|최=CHOE CHOI|정=CHONG JEONG JUNG JONG CHUNG|강=KANG GANG|조=CHO JO|윤=YUN YOON|장=CHANG JANG|"
                    + "임=IM LIM|림=RIM LIM|한=HAN|오=O OH|서=SO SEO SUH|신=SIN SHIN|권=KWON GWON|황=HWANG|안=AN AHN|송=SONG|"
                    + "류=RYU YU|유=YU YOO|전=CHON JEON JUN|홍=HONG|고=KO GO|문=MUN MOON|양=YANG|손=SON SOHN|배=PAE BAE|백=PAEK BAEK|"
                    + "허=HO HEO HUH|노=NO ROH|로=RO ROH|남=NAM|심=SIM SHIM|하=HA|곽=KWAK GWAK|성=SONG SEONG SUNG|차=CHA|주=CHU JU|"
                    + "우=U WOO|구=KU GU KOO|민=MIN|현=HYON HYEON HYUN|변=PYON BYEON|염=YOM YEOM|여=YO YEO|방=PANG BANG|채=CHAE")
            .split("\\|"))
            .map(row -> row.split("="))
            .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> List.of(row[1].split(" "))));

    private static final int NAME_LENGTH_MAX = 5;

    private EastAsianNames() {}

    static boolean isIdeograph(char c) {
        return c >= 0x4E00 && c <= 0x9FFF || c >= 0x3400 && c <= 0x4DBF;
    }

    static boolean isHangul(char c) {
        return c >= 0xAC00 && c <= 0xD7A3;
    }

    /** How many characters of a word are its surname; 0 when it is no name of this kind. */
    static int surnameLength(String word) {
        int length = word.length();
        if (length < 2 || length > NAME_LENGTH_MAX || !word.chars().allMatch(c -> isIdeograph((char) c) || isHangul((char) c))) {
            return 0;
        }
        return length > 2 && PAIRS.contains(word.substring(0, 2)) ? 2 : 1;
    }

    /** The usual spellings of a surname in Hangul; empty when it is none of the table. */
    static List<String> surnameSpellings(String surname) {
        return KOREAN.getOrDefault(surname, List.of());
    }
}
