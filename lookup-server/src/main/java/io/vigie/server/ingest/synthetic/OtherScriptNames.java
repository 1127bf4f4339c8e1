package io.vigie.server.ingest.synthetic;

import java.util.function.UnaryOperator;

/**
 * Names that are written in other letters than Latin, most frequent first. A piece is {@code original}, where letters
 * tell the Latin form, else {@code original:latin} or {@code original:latin:other latin}.
 */
final class OtherScriptNames {
    private static final UnaryOperator<String> SAME = UnaryOperator.identity();

    private static final String CYRILLIC_MIDDLES =
            "ал ан ар ат ев ел ен ер ил им ин ир ис ов ол он ор ос ул ун ур ух ат еч ыш ак ик ок ат ев ит ад";

    static final NamePool RUSSIAN = NamePool.of(
            Script.CYRILLIC, OtherScriptNames::eastSlavicWoman,
            "Александр Сергей Владимир Андрей Алексей Дмитрий Николай Иван Михаил Евгений Юрий Виктор Олег Игорь Павел "
                    + "Максим Константин Артём Рустам Тимур Руслан Магомед Нурлан Шамиль",
            "Елена Ольга Наталья Татьяна Ирина Светлана Анна Мария Екатерина Людмила Юлия Галина Марина Валентина "
                    + "Анастасия Оксана Дарья Ксения Надежда Гульнара Айгуль Зарина Мадина Динара",
            "Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев "
                    + "Лебедев Семёнов Егоров Павлов Козлов Степанов Николаев Орлов Андреев Макаров Никитин Захаров "
                    + "Зайцев Соловьёв Борисов Яковлев Григорьев Романов Воробьёв Каримов Исмаилов Юсупов Рахимов "
                    + "Магомедов Абдуллаев Ахметов Достоевский",
            "Бар Бел Бор Бул Вал Вол Гал Гор Гур Дав Дем Дор Жар Жур Зар Зим Кал Кар Кол Кур Лаз Лар Лук Мал Мар Мир Мур "
                    + "Наз Над Ор Пан Пер Руд Сад Сал Сем Сор Тар Тим Фед Хар Чер Шар Щерб Юд Яр",
            CYRILLIC_MIDDLES,
            "ов ев ин ский енко ук аев иев янов кин цев хин унов чук ченко ников",
            "ослав имир ан ен ид", "ина ия ана ида ея");

    static final NamePool UKRAINIAN = NamePool.of(
            Script.CYRILLIC, OtherScriptNames::eastSlavicWoman,
            "Олександр Микола Володимир Сергій Андрій Іван Василь Петро Михайло Юрій Віктор Олег Богдан Ярослав Тарас "
                    + "Дмитро Ігор Роман Євген Степан Максим Остап Юліан Назар",
            "Олена Наталія Тетяна Оксана Марія Ганна Людмила Світлана Ірина Ольга Юлія Надія Катерина Галина Леся "
                    + "Соломія Вікторія Христина Євгенія Любов Дарина Уляна Мирослава Ліна",
            "Мельник Шевченко Коваленко Бондаренко Бойко Ткаченко Кравченко Ковальчук Коваль Олійник Шевчук Поліщук "
                    + "Ткачук Савченко Бондар Марченко Руденко Мороз Лисенко Петренко Кравчук Клименко Павленко Кузьменко "
                    + "Гончаренко Левченко Панченко Чорний Щербак Їжакевич",
            "Бал Біл Бон Бут Вас Гав Гай Гор Гри Дан Дем Дор Жур Зав Зар Кал Кир Кіс Кол Кор Куч Лаг Лев Лук Мак Мар Мат "
                    + "Наз Ол Ост Пал Під Рад Рог Сав Сем Сід Сол Тар Тим Фед Хом Чер Шам Яр",
            CYRILLIC_MIDDLES,
            "енко ук юк чук ський ко ик як ець ів ишин ар ай ій ин ченко",
            "ислав имир ан ен ій", "ина ія ана ида ея");

    static final NamePool SERBIAN = NamePool.of(
            Script.CYRILLIC, SAME,
            "Драган Милан Зоран Александар Никола Марко Јован Дејан Горан Слободан Петар Владимир Иван Бранко Мирослав "
                    + "Младен Харис Емир Агим Љубомир Ђорђе Стефан Лука Небојша",
            "Марија Милица Јелена Ана Љиљана Драгана Снежана Мирјана Гордана Ивана Весна Биљана Сања Јасмина Амра Лејла "
                    + "Невена Тамара Душанка Љубица Наташа Славица Зорица Ђурђица",
            "Јовановић Петровић Николић Марковић Ђорђевић Стојановић Илић Станковић Павловић Милошевић Хоџић Ковачевић "
                    + "Поповић Живковић Тодоровић Хорват Бабић Мујић Халиловић Ристић Костић Лукић Симић Јанковић Васић "
                    + "Томић Новак Вуковић Мехмедовић Шабановић",
            "Анд Бан Бег Бож Бор Бран Вас Вел Вид Вук Гај Гав Дамј Драг Дуб Жар Здр Ив Јак Кал Кар Кнеж Кос Лаз Љуб Мај "
                    + "Мат Мил Мир Нед Обр Пан Рад Рат Сав Сим Стан Тад Тих Урош Филип Хас Цвет Шев",
            CYRILLIC_MIDDLES,
            "ић овић евић ац ов ин ичић ашевић ак ек ир аш иновић лија ан ун",
            "ан ислав имир ен ко", "ка ана ица ина ија");

    static final NamePool BULGARIAN = NamePool.of(
            Script.CYRILLIC, OtherScriptNames::eastSlavicWoman,
            "Георги Иван Димитър Николай Петър Христо Стефан Йордан Васил Тодор Стоян Красимир Пламен Александър Ангел "
                    + "Борис Румен Валентин Атанас Любомир Веселин Светослав Огнян Асен",
            "Мария Иванка Елена Йорданка Пенка Маргарита Виолетка Лиляна Цветанка Радка Даниела Надежда Галина Ваня "
                    + "Десислава Гергана Теодора Снежана Росица Ивелина Милена Стоянка Весела Бистра",
            "Иванов Георгиев Димитров Петров Николов Христов Стоянов Тодоров Илиев Ангелов Йорданов Васильев Атанасов "
                    + "Петков Стефанов Попов Маринов Стоилов Костов Колев Димов Митев Цветков Младенов Трајковски "
                    + "Стојановски Николовски Спасов Вълков Щерев",
            "Ап Аст Бал Бог Бор Бот Вел Вит Въл Гал Гроз Дам Дел Доб Дон Жел Жив Зап Зл Кал Кам Кир Кол Куз Лаз Люб Ман "
                    + "Мар Мил Мит Нед Пав Пан Рад Раш Сав Сим Сл Стан Тан Тош Хар Цан Чав Шиш Яр",
            CYRILLIC_MIDDLES,
            "ов ев ин ски чев ков анов енов илов аров ийски ашки алиев унов янов еков",
            "ислав имир ан ен ко", "ка ана ина ела ия");

    static final NamePool GREEK = NamePool.of(
            Script.GREEK, OtherScriptNames::greekWoman,
            "Γεώργιος Ιωάννης Κωνσταντίνος Δημήτριος Νικόλαος Παναγιώτης Βασίλειος Χρήστος Αθανάσιος Μιχαήλ Ευάγγελος "
                    + "Σπυρίδων Αντώνιος Αναστάσιος Θεόδωρος Ανδρέας Χαράλαμπος Αλέξανδρος Εμμανουήλ Ηλίας",
            "Μαρία Ελένη Αικατερίνη Βασιλική Σοφία Αγγελική Γεωργία Ευαγγελία Ιωάννα Δήμητρα Κωνσταντίνα Παρασκευή Άννα "
                    + "Ειρήνη Χριστίνα Αναστασία Παναγιώτα Φωτεινή Δέσποινα Θεοδώρα",
            "Παπαδόπουλος Βλάχος Αγγελόπουλος Νικολαΐδης Γεωργίου Πέτρου Δημητρίου Κωνσταντίνου Ιωάννου Παπαδάκης "
                    + "Οικονόμου Μακρής Καραγιάννης Χατζής Αντωνίου Παππάς Μιχαηλίδης Βασιλείου Αθανασίου Σαμαράς "
                    + "Θεοδώρου Κυριακού Λάμπρου Ζαχαρίου Ξένος Ψαράς Παπαϊωάννου Αλεξίου",
            "Αγγελ Αλεξ Αντων Αργυρ Βαρδ Βασ Γαλ Γιανν Δαν Δημ Ζαφ Ζερβ Θεοδ Θωμ Καλ Καρ Κατσ Κολ Κοντ Κυρ Λαμπρ Μακρ "
                    + "Μαν Μαρ Μαυρ Μιχ Μουρ Νικ Ξαν Παλ Παπ Πετρ Σαβ Σαμ Σκλ Σταμ Σωτ Ταμ Τσακ Φιλ Χαρ Χατζ Χρισ",
            "αλ αν αρ ατ ελ εν ερ ετ ιδ ιλ ιν ιρ ισ ολ ον ορ οτ ουλ ουρ ακ ικ οκ αμ εμ ομ",
            "όπουλος ίδης άκης έας ου άς ιάδης ής έλλης άτος άκος ίτης ούδης ιάς ώτης άρης",
            "ιος ης ων ας εύς", "ία η ούλα ώ άνα");

    static final NamePool GEORGIAN = NamePool.of(
            Script.GEORGIAN, SAME,
            "გიორგი დავით ლევან ნიკოლოზ ალექსანდრე ზურაბ ირაკლი ვახტანგ თამაზ გოჩა შოთა მამუკა ბესიკ ლაშა ზაზა არმენ "
                    + "აშოტ ტიგრან კახა რევაზ",
            "ნინო თამარ მარიამ ანა ეკატერინე ნანა ნათელა მაკა თეა ლელა ქეთევან მანანა ხათუნა ლია მზია ირმა შორენა "
                    + "ანაჰიტ სოფიო დალი",
            "ბერიძე კაპანაძე გელაშვილი მაისურაძე გიორგაძე ლომიძე წიკლაური ბოლქვაძე ნოზაძე ჯაფარიძე აბაშიძე ხუციშვილი "
                    + "კვარაცხელია დვალიშვილი მჭედლიშვილი შენგელია ცინცაძე გოგოლაძე სარგსიან ჰაკობიან",
            "აბ ავ ალ ან არ ბაგრ ბეჟ ბოჭ გაბ გვ გოგ დავ დოლ ელ ვაშ ზარ ზაქ თავ თოდ იოს კავ კალ კობ ლაგ ლომ მალ მაჩ მელ "
                    + "მინ ნად ნემ ონ პაპ რამ საბ სულ ტაბ უგ ფირ ქავ ღამბ ყიფ შალ ჩიკ ცაგ ძიგ ჭავ ხარ ჯან",
            "აბ ად აკ ალ ან არ ას ატ ებ ედ ელ ენ ერ იბ იდ იკ ილ ინ ირ ობ ოდ ოკ ოლ ონ ორ უკ ულ ურ",
            "აშვილი აძე იძე იშვილი ია უა ავა იანი ური ელი უშვილი ეთი ალი ხია ოშვილი ული",
            "არ ან იკო უნა ილ", "ინო იკო ანა ია ელა");

    static final NamePool ARABIC = NamePool.of(
            Script.ARABIC, SAME,
            "محمد:Mohamed:Muhammad أحمد:Ahmed:Ahmad علي:Ali:Aly حسن:Hassan:Hasan حسين:Hussein:Husayn إبراهيم:Ibrahim:Ebrahim "
                    + "محمود:Mahmoud:Mahmud خالد:Khaled:Khalid عمر:Omar:Umar يوسف:Youssef:Yusuf عبد_الله:Abdullah:Abdallah "
                    + "عبد_الرحمن:Abdelrahman:Abd_al-Rahman سعيد:Said:Saeed كريم:Karim:Kareem طارق:Tarek:Tariq مصطفى:Mostafa:Mustafa "
                    + "حمزة:Hamza:Hamzah عثمان:Osman:Uthman جمال:Gamal:Jamal سامي:Sami:Samy فيصل:Faisal:Faysal ياسر:Yasser:Yasir "
                    + "رشيد:Rachid:Rashid عبد_القادر:Abdelkader:Abdul_Qadir",
            "فاطمة:Fatima:Fatma مريم:Maryam:Mariam عائشة:Aisha:Aicha خديجة:Khadija:Khadijah زينب:Zeinab:Zaynab نور:Nour:Nur "
                    + "سارة:Sara:Sarah ليلى:Leila:Layla هدى:Hoda:Huda أمينة:Amina:Ameena سميرة:Samira:Sameera نادية:Nadia:Nadya "
                    + "منى:Mona:Muna رانيا:Rania:Raniya ياسمين:Yasmine:Yasmin هاجر:Hajar:Hager سعاد:Souad:Suad إيمان:Iman:Eman "
                    + "أسماء:Asma:Asmaa حنان:Hanan:Hanane",
            "محمد:Mohamed:Muhammad أحمد:Ahmed:Ahmad علي:Ali:Aly حسن:Hassan:Hasan إبراهيم:Ibrahim:Ebrahim خان:Khan:Khaan "
                    + "السيد:El-Sayed:Al-Sayyid محمود:Mahmoud:Mahmud الحسن:El_Hassan:Al-Hasan خليل:Khalil:Khaleel صالح:Saleh:Salih "
                    + "المصري:El-Masry:Al-Masri الشمري:Al-Shammari:Al-Shamari العتيبي:Al-Otaibi:Al-Utaybi حداد:Haddad:Hadad "
                    + "منصور:Mansour:Mansur ناصر:Nasser:Nasir الدين:Eddine:al-Din بن_علي:Ben_Ali:Bin_Ali العلوي:Alaoui:Al-Alawi "
                    + "بناني:Bennani:Banani التكريتي:Al-Tikriti:Al-Tekriti الجبوري:Al-Jubouri:Al-Juburi حسين:Hussain:Husayn "
                    + "شيخ:Sheikh:Shaykh مالك:Malik:Malek قريشي:Qureshi:Quraishi بوزيد:Bouzid:Abu_Zayd الخطيب:El-Khatib:Al-Khateeb "
                    + "عباس:Abbas:Abas نجار:Najjar:Nadjar رحمان:Rahman:Rehman زيدان:Zidane:Zaydan بلحاج:Belhadj:Belhaj",
            "الم:El-Ma:Al-Mu الش:El-Cha:Al-Sha الق:El-Ka:Al-Qa الح:El-Ha:Al-Ha بو:Bou:Abou بن_ع:Ben_A:Bin_U ع:A:U م:Ma:Mu "
                    + "ر:Ra:Re س:Sa:Se ش:Sha:Cha ح:Ha:He خ:Kha:Kho ج:Ja:Dja ق:Ka:Qa ك:Ka:Ke ن:Na:Ne ب:Ba:Be ت:Ta:Te ط:Ta:To "
                    + "ز:Za:Ze ف:Fa:Fe ص:Sa:So ض:Da:Dha ظ:Za:Dha غ:Gha:Ga و:Wa:Oua هـ:Ha:He ي:Ya:Ye د:Da:De ل:La:Le",
            "مر:mar:mer حم:ham:hem سل:sal:sel شر:char:shar طب:tab:teb كر:kar:ker نص:nas:nes جد:jad:djed عز:az:ez فر:far:fer "
                    + "قد:kad:qad رب:rab:reb زم:zam:zem بش:bach:bash دي:di:dee ضو:dou:du خل:khal:khel هر:har:her وس:was:wes "
                    + "يم:yam:yem لط:lat:let غن:ghan:ghen ثب:thab:theb ذه:dhah:zah فض:fad:fed صب:sab:seb",
            "ي:i:y اوي:aoui:awi اني:ani:any ة:a:ah ون:oun:un ان:ane:an ين:ine:in ار:ar:aar اس:as:ass اد:ad:aad ير:ir:eer "
                    + "وش:ouche:ush ود:oud:ud يل:il:eel وري:ouri:uri ال:al:el",
            "",
            "");

    static final NamePool PERSIAN = NamePool.of(
            Script.ARABIC, SAME,
            "محمد:Mohammad:Mohammed علی:Ali:Aly حسین:Hossein:Husain مهدی:Mehdi:Mahdi رضا:Reza:Riza امیر:Amir:Ameer "
                    + "حسن:Hassan:Hasan عباس:Abbas:Abas احمد:Ahmad:Ahmed سعید:Saeed:Said مجید:Majid:Majeed حمید:Hamid:Hameed "
                    + "محمدرضا:Mohammad_Reza:Mohammadreza نجیب:Najib:Najeeb گل_آغا:Gul_Agha:Gulagha عبدالله:Abdullah:Abdollah "
                    + "داوود:Davoud:Dawood بهرام:Bahram:Behram کاوه:Kaveh:Kawa فرهاد:Farhad:Ferhad",
            "فاطمه:Fatemeh:Fatima زهرا:Zahra:Zohra مریم:Maryam:Mariam معصومه:Masoumeh:Masuma زینب:Zeynab:Zainab لیلا:Leila:Laila "
                    + "نرگس:Narges:Nargis سمیه:Somayeh:Sumaya پروانه:Parvaneh:Parwana شیرین:Shirin:Shireen نسرین:Nasrin:Nasreen "
                    + "پریسا:Parisa:Parissa الهه:Elaheh:Ilaha مینا:Mina:Meena سحر:Sahar:Seher ژاله:Jaleh:Zhaleh",
            "محمدی:Mohammadi:Muhammadi حسینی:Hosseini:Husaini احمدی:Ahmadi:Ahmady رضایی:Rezaei:Rezai کریمی:Karimi:Kareemi "
                    + "موسوی:Mousavi:Musavi جعفری:Jafari:Jaafari صادقی:Sadeghi:Sadiqi رحیمی:Rahimi:Raheemi ابراهیمی:Ebrahimi:Ibrahimi "
                    + "حیدری:Heydari:Haidari نوری:Nouri:Noori یوسفی:Yousefi:Yusufi اکبری:Akbari:Akbary قاسمی:Ghasemi:Qasimi "
                    + "عزیزی:Azizi:Azeezi حقانی:Haqqani:Haghani درانی:Durrani:Dorrani تاجیک:Tajik:Tadjik امینی:Amini:Ameeni "
                    + "شریفی:Sharifi:Shareefi زمانی:Zamani:Zamany پارسا:Parsa:Parsaa اسدی:Asadi:Assadi",
            "آذ:Az:Aaz بهر:Bahr:Behr برز:Barz:Borz پار:Par:Paar پور:Pour:Pur تاج:Taj:Tadj جوان:Javan:Jawan چنگ:Chang:Cheng "
                    + "خسر:Khosr:Khusr خور:Khor:Khur داد:Dad:Daad درو:Dar:Dur رست:Rost:Rust زرن:Zarn:Zern سال:Sal:Saal سهر:Sohr:Suhr "
                    + "شاه:Shah:Chah شهر:Shahr:Shehr صاد:Sad:Saad طاه:Tah:Taah عبد:Abd:Abed فرخ:Farr:Farrokh فیر:Fir:Feer "
                    + "قنب:Ghanb:Qanb کام:Kam:Kaam کیا:Kia:Kiya گلز:Golz:Gulz لطف:Lotf:Lutf مرد:Mard:Merd منو:Man:Men نجف:Najaf:Nadjaf "
                    + "نظر:Nazar:Nezar هوش:Houch:Hoosh وحد:Vahd:Wahd یزد:Yazd:Yezd",
            "ان:an:aan ار:ar:aar اد:ad:aad ور:avar:awar ند:and:end ام:am:aam اس:as:aas ین:in:een یر:ir:eer ود:oud:ud ون:oun:un "
                    + "ست:ast:est گر:gar:ger رو:ro:ru شم:sham:shem مه:mah:meh دل:del:dil بی:bi:bee",
            "ی:i:y زاده:zadeh:zada پور:pour:pur نژاد:nejad:nezhad یان:ian:yan فر:far:fer مند:mand:mend نیا:nia:niya وند:vand:wand "
                    + "انی:ani:any دوست:doust:dost خواه:khah:khwah گر:gar:ger لو:lou:lu چی:chi:chee راد:rad:raad",
            "ان:an:aan ین:in:een یار:yar:iar مند:mand:mend وش:vash:wash", "ه:eh:a ا:a:aa ناز:naz:naaz دخت:dokht:dukht ین:in:een");

    static final NamePool INDIAN = NamePool.of(
            Script.DEVANAGARI, SAME,
            "राम:Ram:Raam संजय:Sanjay:Sanjai राजेश:Rajesh:Raajesh सुरेश:Suresh:Sooresh अमित:Amit:Ameet विजय:Vijay:Bijay "
                    + "अनिल:Anil:Aneel सुनील:Sunil:Suneel दीपक:Deepak:Dipak राहुल:Rahul:Raahul मनोज:Manoj:Manodj कुमार:Kumar:Coomar "
                    + "रवि:Ravi:Ravee अशोक:Ashok:Asoka गुरप्रीत:Gurpreet:Gurprit हरजीत:Harjit:Harjeet कृष्ण:Krishna:Krsna लक्ष्मण:Lakshman:Laxman",
            "सुनीता:Sunita:Suneeta अनीता:Anita:Aneeta गीता:Geeta:Gita सीता:Sita:Seeta प्रिया:Priya:Pria पूजा:Pooja:Puja "
                    + "रेखा:Rekha:Reka लक्ष्मी:Lakshmi:Laxmi कविता:Kavita:Kavitha मीना:Meena:Mina नेहा:Neha:Nehaa ज्योति:Jyoti:Jothi "
                    + "आशा:Asha:Aasha राधा:Radha:Raadha दीपा:Deepa:Dipa शांति:Shanti:Santhi",
            "कुमार:Kumar:Coomar सिंह:Singh:Sinha शर्मा:Sharma:Sarma देवी:Devi:Devee पटेल:Patel:Patil वर्मा:Verma:Varma "
                    + "गुप्ता:Gupta:Guptha यादव:Yadav:Jadhav कौर:Kaur:Kour मिश्रा:Mishra:Misra रेड्डी:Reddy:Reddi नायर:Nair:Nayar "
                    + "जोशी:Joshi:Joshy मेहता:Mehta:Mehtha अग्रवाल:Agarwal:Aggarwal चौधरी:Chaudhary:Choudhury थापा:Thapa:Tapa "
                    + "गुरुंग:Gurung:Guroong पेरेरा:Perera:Pereira फर्नांडो:Fernando:Fernandho राव:Rao:Row दास:Das:Dass घोष:Ghosh:Ghose",
            "अर:Ar:Aar बल:Bal:Baal भट:Bhat:Bhatt चन:Chan:Chann चित:Chit:Cheet दत:Dat:Datt देव:Dev:Deb धर:Dhar:Dar गंग:Gang:Ganga "
                    + "गोप:Gop:Goap हर:Har:Hur इन्द:Ind:Indh जग:Jag:Jug जय:Jay:Jai कल:Kal:Kall कम:Kam:Kum केश:Kesh:Kes ललित:Lalit:Lalith "
                    + "माध:Madh:Maadh महे:Mahe:Mahi मोह:Moh:Mooh नर:Nar:Nur नील:Neel:Nil परम:Param:Parm प्रक:Prak:Prag रघु:Raghu:Ragoo "
                    + "रत:Rat:Rath सत:Sat:Sath शिव:Shiv:Siv सोम:Som:Soma सुब:Sub:Soob तेज:Tej:Tedj उद:Ud:Oud वस:Vas:Bas विश:Vish:Bish "
                    + "यश:Yash:Jash",
            "अन:an:un अर:ar:ur आन:aan:an इन:in:een इर:ir:eer एन:en:ain एश:esh:es उन:un:oon ओह:oh:o अप:ap:up अल:al:ul आल:aal:al "
                    + "इक:ik:eek अक:ak:uk एव:ev:eb ओर:or:ore अम:am:um",
            "कर:kar:ker वाल:wal:vala पुर:pur:poor नाथ:nath:naath राज:raj:raaj दास:das:dass लाल:lal:lall आनी:ani:anee ओटे:ote:othe "
                    + "एकर:ekar:eker ऐया:aiah:ayya स्वामी:swamy:swami अप्पा:appa:apa कुट्टी:kutty:kutti मूर्ति:murthy:moorthy गर:gar:ger",
            "एश:esh:es इत:it:eet राज:raj:raaj नाथ:nath:naath दीप:deep:dip", "इता:ita:eeta आ:a:aa वती:vati:wati ई:i:ee इका:ika:eeka");

    static final NamePool HEBREW = NamePool.of(
            Script.HEBREW, SAME,
            "משה:Moshe:Moses דוד:David:Dawid יוסף:Yosef:Joseph אברהם:Avraham:Abraham יעקב:Yaakov:Jacob יצחק:Yitzhak:Isaac "
                    + "דניאל:Daniel:Danyel אורי:Uri:Ori איתן:Eitan:Eytan נועם:Noam:Noaam יונתן:Yonatan:Jonathan שלמה:Shlomo:Solomon "
                    + "חיים:Haim:Chaim רון:Ron:Rohn עמית:Amit:Ameet גיא:Guy:Gai",
            "שרה:Sara:Sarah רחל:Rachel:Rahel אסתר:Esther:Ester רבקה:Rivka:Rebecca חנה:Hana:Channah מרים:Miriam:Myriam "
                    + "נועה:Noa:Noah תמר:Tamar:Tamara יעל:Yael:Jael מיכל:Michal:Mihal רות:Ruth:Rut שירה:Shira:Chira דינה:Dina:Dinah "
                    + "לאה:Lea:Leah אורלי:Orly:Orli ענת:Anat:Anath",
            "כהן:Cohen:Kohen לוי:Levi:Levy מזרחי:Mizrahi:Mizrachi פרץ:Peretz:Perets ביטון:Biton:Bitton דהן:Dahan:Dahhan "
                    + "אברהם:Avraham:Abraham פרידמן:Friedman:Fridman אזולאי:Azoulay:Azulai כץ:Katz:Kats יוסף:Yosef:Joseph "
                    + "גבאי:Gabay:Gabbai חדד:Hadad:Haddad שפירא:Shapira:Schapiro עמר:Amar:Ammar בן_דוד:Ben_David:Ben-David "
                    + "אוחיון:Ohayon:Ohayoun רוזנברג:Rosenberg:Rozenberg גולדשטיין:Goldstein:Goldshtein",
            "אבר:Avr:Abr אדל:Adel:Edel ארז:Erez:Eretz בלו:Blu:Bloo בר:Bar:Bahr ברג:Berg:Berk ברנ:Bern:Barn גול:Gol:Goul גרינ:Grin:Green "
                    + "דב:Dov:Dob הרצ:Herz:Hertz ויס:Weis:Vais זיל:Zil:Sil זלצ:Zalz:Salz חנ:Han:Chan טל:Tal:Thal יר:Yar:Jar כרמ:Karm:Carm "
                    + "לב:Lev:Leb לנד:Land:Lend מור:Mor:Mohr נחמ:Nahm:Nachm סג:Sag:Seg עוז:Oz:Ohz פיש:Fish:Fisch פלד:Feld:Peld צור:Tzur:Zur "
                    + "קפל:Kapl:Capl רוז:Roz:Ros שור:Shor:Schor שטר:Shtr:Str",
            "אל:el:al ון:on:un ינ:in:een מן:man:mann ור:or:ur ית:it:ith לר:ler:lar נר:ner:nar יק:ik:ick וב:ov:ob אן:an:ann "
                    + "יר:ir:eer ול:ol:ul ים:im:eem",
            "מן:man:mann שטיין:stein:shtein ברג:berg:burg סקי:sky:ski וביץ:ovitz:ovich י:i:y אי:ai:ay פלד:feld:felt בלום:blum:bloom "
                    + "טל:thal:tal זון:sohn:son לי:li:ly ון:on:oun אן:an:ahn ית:it:ith צקי:tzki:cki",
            "אל:el:iel ון:on:on ם:am:am יה:ia:iah ן:an:en", "ית:it:ith ה:a:ah לי:li:ly אל:el:elle ת:at:ath");

    static final NamePool THAI = NamePool.of(
            Script.THAI, SAME,
            "สมชาย:Somchai:Somchay ประเสริฐ:Prasert:Prasoet สมศักดิ์:Somsak:Somsakdi วิชัย:Wichai:Vichai สุรชัย:Surachai:Surachay "
                    + "อนันต์:Anan:Anant มานะ:Mana:Maana ชัยวัฒน์:Chaiwat:Chaivat ธนากร:Thanakorn:Tanakorn",
            "สมหญิง:Somying:Somjing มาลี:Malee:Mali สุดา:Suda:Sooda นิภา:Nipa:Nipha วันดี:Wandee:Vandi อรุณี:Arunee:Aruni "
                    + "กัญญา:Kanya:Kanyaa พิมพ์:Pim:Phim ศิริพร:Siriporn:Siriphon",
            "ใจดี:Jaidee:Chaidi สุขใจ:Sukjai:Sukchai แสงทอง:Saengthong:Sangtong บุญมี:Boonmee:Bunmi ทองดี:Thongdee:Thongdi "
                    + "ศรีสุข:Srisuk:Sisuk วงศ์ใหญ่:Wongyai:Vongyai",
            "กิต:Kit:Git จัน:Chan:Jan ชัย:Chai:Chay ณร:Nar:Nor ทอง:Thong:Tong ธน:Than:Tan บุญ:Boon:Bun ประ:Pra:Bra พงษ์:Phong:Pong "
                    + "ภัท:Phat:Pat มงคล:Mongkol:Mongkhon รัตน:Rattana:Ratana วง:Wong:Vong วร:Wor:Vor ศรี:Sri:Si สุข:Suk:Sook สุว:Suw:Suv "
                    + "แสง:Saeng:Sang อภิ:Aphi:Api เจริญ:Charoen:Jaroen",
            "กุล:kul:koon วัฒ:wat:vat พร:phorn:porn ชัย:chai:chay ศิ:si:see นัน:nan:nun เดช:det:dech ทิพ:thip:tip รัก:rak:rug สิน:sin:syn "
                    + "มณ:mon:man ปร:par:por ลักษ:lak:luck อนุ:anu:anoo",
            "กุล:kul:koon วงศ์:wong:vong ศรี:sri:si สุข:suk:sook ทอง:thong:tong ชัย:chai:chay พันธ์:phan:pan รัตน์:rat:rut พงศ์:phong:pong "
                    + "เจริญ:charoen:jaroen วัฒน์:wat:vat ดี:dee:di ศักดิ์:sak:sakdi อินทร์:in:inthara สวัสดิ์:sawat:sawasdi ไพศาล:paisan:phaisan",
            "ชัย:chai:chay พล:phon:pol เดช:det:dech ศักดิ์:sak:sakdi", "พร:phorn:porn ดา:da:daa รัตน์:rat:rut มาศ:mat:mas");

    static final NamePool CHINESE = NamePool.of(
            Script.HAN, SAME,
            "伟:Wei 强:Qiang:Chiang 磊:Lei 军:Jun:Chun 勇:Yong:Yung 杰:Jie:Chieh 涛:Tao 明:Ming 建国:Jianguo:Chien-kuo 志强:Zhiqiang:Chih-chiang "
                    + "建华:Jianhua:Chien-hua 文:Wen 国强:Guoqiang:Kuo-chiang 家豪:Ka_Ho:Jiahao 志明:Chi_Ming:Zhiming 海涛:Haitao:Hai-tao",
            "芳:Fang 娜:Na 秀英:Xiuying:Hsiu-ying 敏:Min 静:Jing:Ching 丽:Li 艳:Yan:Yen 娟:Juan:Chuan 霞:Xia:Hsia 秀兰:Xiulan:Hsiu-lan "
                    + "桂英:Guiying:Kuei-ying 婷婷:Tingting:Ting-ting 美玲:Mei_Ling:Meiling 淑芬:Shufen:Shu-fen 雪梅:Xuemei:Hsueh-mei",
            "王:Wang:Wong 李:Li:Lee 张:Zhang:Chang 刘:Liu:Lau 陈:Chen:Chan 杨:Yang:Yeung 赵:Zhao:Chao 黄:Huang:Wong 周:Zhou:Chou 吴:Wu:Ng "
                    + "徐:Xu:Hsu 孙:Sun 胡:Hu:Woo 朱:Zhu:Chu 高:Gao:Kao 林:Lin:Lam 何:He:Ho 郭:Guo:Kuo 马:Ma 罗:Luo:Lo 梁:Liang:Leung "
                    + "宋:Song:Sung 郑:Zheng:Cheng 谢:Xie:Hsieh 韩:Han 唐:Tang:Tong 冯:Feng:Fung 于:Yu 董:Dong:Tung 萧:Xiao:Hsiao 程:Cheng "
                    + "曹:Cao:Tsao 袁:Yuan:Yuen 邓:Deng:Tang 许:Xu:Hsu 傅:Fu 沈:Shen 曾:Zeng:Tsang 彭:Peng:Pang 吕:Lu:Lü 苏:Su:So 卢:Lu:Lo "
                    + "蒋:Jiang:Chiang 蔡:Cai:Tsai 贾:Jia:Chia 丁:Ding:Ting 魏:Wei 薛:Xue:Hsueh 叶:Ye:Yip 阎:Yan:Yen 欧阳:Ouyang:Au-Yeung",
            "安:An 宝:Bao:Pao 斌:Bin:Pin 博:Bo:Po 春:Chun 翠:Cui:Tsui 大:Da:Ta 德:De:Te 东:Dong:Tung 恩:En 飞:Fei 福:Fu 光:Guang:Kuang "
                    + "贵:Gui:Kuei 海:Hai 浩:Hao 红:Hong:Hung 华:Hua 慧:Hui 佳:Jia:Chia 健:Jian:Chien 金:Jin:Chin 俊:Jun:Chun 凯:Kai 立:Li "
                    + "林:Lin 龙:Long:Lung 梅:Mei 美:Mei 宁:Ning 鹏:Peng 平:Ping 庆:Qing:Ching 荣:Rong:Jung 瑞:Rui:Jui 世:Shi:Shih 天:Tian:Tien "
                    + "文:Wen 武:Wu 晓:Xiao:Hsiao 新:Xin:Hsin 雅:Ya 永:Yong:Yung 玉:Yu 云:Yun 泽:Ze:Tse 振:Zhen:Chen 志:Zhi:Chih 忠:Zhong:Chung 子:Zi:Tzu",
            "",
            "",
            "安:an 波:bo:po 昌:chang 成:cheng 达:da:ta 峰:feng 刚:gang:kang 国:guo:kuo 豪:hao 辉:hui 军:jun:chun 康:kang 亮:liang 民:min "
                    + "宁:ning 鹏:peng 奇:qi:chi 仁:ren:jen 山:shan 生:sheng 涛:tao 伟:wei 祥:xiang:hsiang 扬:yang 宇:yu 远:yuan 泽:ze:tse 政:zheng:cheng",
            "冰:bing:ping 丹:dan:tan 芳:fang 芬:fen 凤:feng 桂:gui:kuei 花:hua 洁:jie:chieh 娟:juan:chuan 兰:lan 丽:li 莲:lian:lien 琳:lin "
                    + "玲:ling 梅:mei 娜:na 萍:ping 倩:qian:chien 琴:qin:chin 蓉:rong:jung 婷:ting 霞:xia:hsia 雪:xue:hsueh 燕:yan:yen 英:ying 珍:zhen:chen");

    static final NamePool JAPANESE = NamePool.of(
            Script.HAN, SAME,
            "博:Hiroshi 誠:Makoto 健:Ken:Takeshi 隆:Takashi 浩:Hiroshi 大輔:Daisuke 健太:Kenta 翔太:Shota:Shouta 太郎:Taro:Tarou 一郎:Ichiro:Ichirou "
                    + "哲也:Tetsuya 達也:Tatsuya 裕太:Yuta:Yuuta 進:Susumu",
            "恵子:Keiko 幸子:Sachiko:Yukiko 和子:Kazuko 洋子:Yoko:Youko 陽子:Yoko:Youko 裕子:Yuko:Yuuko 久美子:Kumiko 由美:Yumi 真由美:Mayumi "
                    + "美咲:Misaki 愛:Ai 舞:Mai 直美:Naomi 明美:Akemi",
            "佐藤:Sato:Satoh 鈴木:Suzuki 高橋:Takahashi 田中:Tanaka 伊藤:Ito:Itoh 渡辺:Watanabe 山本:Yamamoto 中村:Nakamura 小林:Kobayashi 加藤:Kato:Katoh "
                    + "吉田:Yoshida 山田:Yamada 佐々木:Sasaki 山口:Yamaguchi 松本:Matsumoto 井上:Inoue 木村:Kimura 林:Hayashi 清水:Shimizu 斎藤:Saito:Saitoh",
            "大:Oh:Ō 小:Ko:O 山:Yama 川:Kawa 田:Ta 中:Naka 上:Kami:Ue 下:Shimo 北:Kita 南:Minami 東:Higashi 西:Nishi 高:Taka 竹:Take 松:Matsu 杉:Sugi "
                    + "梅:Ume 藤:Fuji 石:Ishi 岩:Iwa 金:Kane 黒:Kuro 白:Shira 青:Ao 赤:Aka 長:Naga 永:Naga 福:Fuku 宮:Miya 森:Mori 村:Mura 吉:Yoshi 三:Mi 八:Ya",
            "々:no 野:no 木:gi 津:tsu 之:no 美:mi 久:ku 間:ma",
            "田:ta:da 川:kawa:gawa 山:yama 村:mura 本:moto 原:hara:wara 井:i 野:no 島:shima:jima 崎:saki:zaki 沢:sawa:zawa 橋:hashi:bashi 口:guchi:kuchi "
                    + "谷:tani:ya 内:uchi 部:be 岡:oka 林:bayashi 尾:o 木:ki:gi 倉:kura 池:ike 水:mizu",
            "郎:ro:rou 雄:o 夫:o 也:ya 太:ta 樹:ki 人:to 介:suke", "子:ko 美:mi 恵:e 香:ka 代:yo 奈:na 江:e 花:ka");

    static final NamePool KOREAN = NamePool.of(
            Script.HANGUL, SAME,
            "민수:Min-su:Minsoo 영호:Young-ho:Yeongho 성민:Sung-min:Seongmin 지훈:Ji-hoon:Jihun 현우:Hyun-woo:Hyeonu 준호:Jun-ho:Joonho 동현:Dong-hyun:Donghyeon",
            "지영:Ji-young:Jiyeong 영희:Young-hee:Yeonghui 미경:Mi-kyung:Migyeong 은정:Eun-jung:Eunjeong 수진:Su-jin:Soojin 혜진:Hye-jin:Hyejin 서연:Seo-yeon:Suhyun",
            "김:Kim:Gim 이:Lee:Yi 박:Park:Bak 최:Choi:Choe 정:Jung:Jeong 강:Kang:Gang 조:Cho:Jo 윤:Yoon:Yun 장:Jang:Chang 임:Lim:Im 한:Han 오:Oh:O 서:Seo:Suh "
                    + "신:Shin:Sin 권:Kwon:Gwon 황:Hwang 안:Ahn:An 송:Song 류:Ryu:Yoo 전:Jeon:Chun 홍:Hong 고:Ko:Go 문:Moon:Mun 양:Yang 손:Son:Sohn 배:Bae:Pae 백:Baek:Paik 허:Heo:Huh",
            "가:Ga:Ka 경:Kyung:Gyeong 광:Kwang:Gwang 기:Ki:Gi 나:Na 남:Nam 다:Da 대:Dae:Tae 도:Do 동:Dong 명:Myung:Myeong 문:Moon:Mun 미:Mi 민:Min 병:Byung:Byeong "
                    + "보:Bo 상:Sang 석:Seok:Suk 선:Sun:Seon 성:Sung:Seong 소:So 수:Soo:Su 승:Seung 아:Ah:A 연:Yeon 영:Young:Yeong 용:Yong 우:Woo:U 원:Won 유:Yoo:Yu 윤:Yoon:Yun "
                    + "은:Eun 인:In 재:Jae 정:Jung:Jeong 종:Jong 주:Joo:Ju 준:Jun 지:Ji 진:Jin 창:Chang 철:Chul:Cheol 태:Tae 하:Ha 혁:Hyuk:Hyeok 현:Hyun:Hyeon 형:Hyung:Hyeong 혜:Hye 호:Ho 희:Hee:Hui",
            "", "",
            "규:-kyu:gyu 길:-gil:kil 민:-min:min 범:-beom:bum 석:-seok:suk 섭:-seop:sub 수:-soo:su 식:-sik:shik 우:-woo:u 욱:-wook:uk 웅:-woong:ung 원:-won:won 일:-il:il 준:-jun:joon 진:-jin:jin "
                    + "찬:-chan:chan 태:-tae:tae 혁:-hyuk:hyeok 현:-hyun:hyeon 호:-ho:ho 훈:-hoon:hun",
            "경:-kyung:gyeong 나:-na:na 라:-ra:la 린:-rin:lin 미:-mi:mi 빈:-bin:bin 선:-sun:seon 숙:-sook:suk 순:-soon:sun 아:-ah:a 연:-yeon:yun 영:-young:yeong 옥:-ok:ok 원:-won:won 윤:-yoon:yun "
                    + "은:-eun:eun 자:-ja:ja 정:-jung:jeong 주:-joo:ju 진:-jin:jin 희:-hee:hui");

    private OtherScriptNames() {}

    private static String eastSlavicWoman(String surname) {
        if (surname.endsWith("ий") || surname.endsWith("ый")) {
            return surname.substring(0, surname.length() - 2) + "ая";
        }
        if (surname.endsWith("ски") || surname.endsWith("шки")) {
            return surname.substring(0, surname.length() - 1) + "а";
        }
        boolean possessive = surname.endsWith("ов") || surname.endsWith("ев") || surname.endsWith("ёв") || surname.endsWith("ин");
        return possessive ? surname + "а" : surname;
    }

    private static String greekWoman(String surname) {
        if (surname.endsWith("όπουλος")) {
            return surname.substring(0, surname.length() - "όπουλος".length()) + "οπούλου";
        }
        return surname.endsWith("ς") ? surname.substring(0, surname.length() - 1) : surname;
    }
}
