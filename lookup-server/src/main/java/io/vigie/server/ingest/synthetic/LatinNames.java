package io.vigie.server.ingest.synthetic;

import static io.vigie.server.ingest.synthetic.Script.LATIN;

import java.util.function.UnaryOperator;

/** Names that are written in Latin letters, most frequent first; see {@link NamePool} for the pieces. */
final class LatinNames {
    private static final UnaryOperator<String> SAME = UnaryOperator.identity();

    /** Middles of European names: a vowel, then a consonant. */
    private static final String MIDDLES =
            "al an ar as at el en er es et il in ir is ol on or os ul un ur am em im ad ed ent and ert ing";

    static final NamePool ENGLISH = NamePool.of(
            LATIN, SAME,
            "James John Robert Michael William David Richard Thomas Charles Joseph Daniel Matthew George Paul Mark Kevin "
                    + "Andrew Edward Stephen Peter Ryan Jack Harry Oliver Simon Craig Nathan Trevor",
            "Mary Patricia Jennifer Elizabeth Linda Susan Sarah Jessica Karen Margaret Emily Helen Emma Laura Rachel "
                    + "Catherine Olivia Amy Joanne Claire Heather Alice Grace Lucy Amber Tracy Joan Hazel",
            "Smith Johnson Williams Brown Jones Taylor Davies Wilson Miller Evans Thomas Anderson Jackson White Walker "
                    + "Wright Robinson Thompson Hall Clark Lewis Young King Green Baker Hill Scott Adams Cooper O'Brien "
                    + "Murphy Kelly O'Connor McDonald Campbell Stewart Murray MacLeod Morgan Price Hughes Fletcher",
            "Ash Black Bram Brad Cald Ches Crom Cunn Dal Dunn East Elk Fair Gals Green Hal Ham Hart Hol Kem Kirk Lang "
                    + "Leigh Lock Mar Mil Nor Oak Pen Rad Red Row Sand Shel Stan Thorn Wald Wes Whit Wim Win Wool",
            MIDDLES,
            "ton ham ley ford wood field worth bury son man well more gate stead wick by",
            "ton ley den vin ric mond", "lyn na lie elle etta issa");

    static final NamePool FRENCH = NamePool.of(
            LATIN, SAME,
            "Jean Pierre Michel Philippe Alain Nicolas Laurent Thomas Julien Christophe Jean-Pierre François Hervé "
                    + "Jérôme Olivier Éric Benoît Luc Antoine Rémi Mathieu Guillaume Jean-Marc Yves",
            "Marie Nathalie Isabelle Sylvie Catherine Françoise Anne Céline Sandrine Hélène Camille Julie Anne-Marie "
                    + "Élodie Valérie Monique Chantal Aurélie Manon Léa Chloé Marie-Claude Odile Solène",
            "Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefèvre Michel Garcia "
                    + "David Bertrand Roux Vincent Fournier Morel Girard Lefebvre Mercier Dupont Lambert Bonnet François "
                    + "Martinez Legrand Garnier Faure Rousseau Blanc Guérin Müller Henry Roussel Le_Gall D'Angelo",
            "Bar Bel Ber Bon Bour Char Chas Clair Cor Cour Dam Del Des Fab Fer Flam Font Gal Gard Gir Gr Gran Lam Land "
                    + "Lav Mal Mar Mir Mont Mor Per Pic Quer Rag Ren Roch Sal Sav Tal Val Vaud Vil",
            MIDDLES,
            "ier eau ard et ot in on elle aud ac ais ault oux eix ec ery",
            "ien aud ic ard ain", "ine ette elle ie anne");

    static final NamePool GERMAN = NamePool.of(
            LATIN, SAME,
            "Peter Michael Thomas Andreas Wolfgang Klaus Jürgen Stefan Christian Uwe Werner Hans Frank Martin Bernd "
                    + "Matthias Jörg Karl-Heinz Florian Günther Tobias Lukas Björn Hans-Peter",
            "Maria Ursula Monika Petra Elisabeth Sabine Renate Helga Karin Brigitte Ingrid Erika Andrea Gisela Claudia "
                    + "Susanne Gabriele Anna Käthe Jutta Silke Anja Bärbel Anna-Lena",
            "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter "
                    + "Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner "
                    + "Krause Meier Lehmann Köhler Böhm Weiß Groß Jäger von_Berg Müller-Lüdenscheid Kühn Vogel",
            "Alt Ball Berg Birk Blum Brand Buch Dorn Eich Ernst Falk Feld Frank Grün Hag Heid Hirsch Holz Kalt Kirch Kol "
                    + "Kron Lind Löw Mark Mohr Nach Ober Ost Pfaff Rein Ros Schön Stein Stroh Tann Thal Unter Wald Wein "
                    + "Wild Zell",
            MIDDLES,
            "mann berger hauser bach meier hofer hardt ert ig ner wald stein huber schmied ler ke",
            "hard win bert mar olf", "gard linde trud hild ine");

    static final NamePool ITALIAN = NamePool.of(
            LATIN, SAME,
            "Giuseppe Giovanni Antonio Mario Luigi Francesco Angelo Vincenzo Pietro Salvatore Carlo Franco Domenico "
                    + "Paolo Marco Roberto Andrea Stefano Alessandro Luca Matteo Nicolò Gianluca Dario",
            "Maria Anna Giuseppina Rosa Angela Giovanna Teresa Lucia Carmela Caterina Francesca Antonietta Elena Chiara "
                    + "Giulia Paola Laura Sara Valentina Federica Martina Silvia Alessia Noemi",
            "Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti De_Luca Mancini "
                    + "Costa Giordano Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli "
                    + "Martini Leone Longo Gentile Martinelli D'Amico Vitale Lombardo Serra Coppola De_Santis D'Angelo",
            "Ambr Bar Bat Bell Ben Bon Borg Cal Camp Capp Car Cast Cerv Col Cort Fabr Falc Fant Gab Gall Gar Gril Guid "
                    + "Lamb Laz Magn Mant Marc Mont Nic Pagl Pal Pell Pic Rav Sals Sant Sper Tass Tur Val Vign Zan",
            MIDDLES,
            "ini etti elli oni ardi ucci ano ese aro acci otti ato ola esco iero ora",
            "ino one io enzo aldo", "ina ella etta ia anna");

    static final NamePool HISPANIC = NamePool.of(
            LATIN, SAME,
            "José Juan Luis Carlos Jorge Manuel Antonio Francisco Miguel Pedro Jesús Rafael Fernando Alejandro Javier "
                    + "Ángel Ramón Daniel Víctor Roberto Andrés Diego Óscar José_Luis Juan_Carlos Iván",
            "María Ana Carmen Josefa Isabel Rosa Laura Elena Cristina Marta Pilar Lucía Sofía Patricia Gloria Claudia "
                    + "Verónica Adriana Beatriz Inés Ángela Mónica María_José María_del_Carmen Rocío Itziar",
            "García Rodríguez González Hernández López Martínez Pérez Sánchez Ramírez Torres Flores Gómez Díaz Cruz "
                    + "Morales Reyes Gutiérrez Ortiz Ramos Ruiz Fernández Álvarez Moreno Jiménez Romero Vargas Castillo "
                    + "Rojas Mendoza Medina Castro Herrera Suárez Muñoz Núñez Ibáñez de_la_Cruz Peña Quintana Zúñiga",
            "Alb Alm Arg Bal Barr Ben Berm Cab Cald Camp Carr Cend Cer Cord Echev Esp Est Fuent Gal Gal Guer Guz Hin "
                    + "Iturr Lam Led Lor Mald Mar Mend Mont Nav Oliv Ord Pal Per Quir Riv Sal Sand Tor Urr Vald Vill Zam",
            MIDDLES,
            "ez a ero illo eda ares eño ena ales ado ondo uela ano oz ague aga",
            "io o ino ardo ito", "ia a ina ela ita");

    static final NamePool PORTUGUESE = NamePool.of(
            LATIN, SAME,
            "José João Antônio Francisco Carlos Paulo Pedro Lucas Luiz Marcos Luís Gabriel Rafael Daniel Marcelo Bruno "
                    + "Eduardo Felipe Rodrigo Manoel Mateus André Fábio Joaquim",
            "Maria Ana Francisca Antônia Adriana Juliana Márcia Fernanda Patrícia Aline Sandra Camila Amanda Bruna "
                    + "Jéssica Letícia Júlia Luciana Vanessa Mariana Conceição Inês Beatriz Tânia",
            "Silva Santos Oliveira Souza Rodrigues Ferreira Alves Pereira Lima Gomes Costa Ribeiro Martins Carvalho "
                    + "Almeida Lopes Soares Fernandes Vieira Barbosa Rocha Dias Nascimento Andrade Moreira Nunes Marques "
                    + "Machado Mendes Freitas Cardoso Ramos Gonçalves Santana Teixeira da_Silva dos_Santos Araújo",
            "Abr Alb Alm Az Bar Bat Bit Bor Brag Cab Cal Cam Cas Coel Cord Dant Est Far Fig Font Gal God Guim Lac Lam "
                    + "Leit Mag Mal Mat Med Mesq Mor Neg Pal Pein Pim Quei Reb Sal Sam Seq Tav Val Vasc",
            MIDDLES,
            "eira eiro es ão ado inho ais al osa elo ura edo enco ar iz ino",
            "ildo aldo ilson inho ino", "ilda ene ina iana ete");

    static final NamePool DUTCH = NamePool.of(
            LATIN, SAME,
            "Jan Johannes Pieter Hendrik Willem Cornelis Gerrit Dirk Kees Henk Bart Sander Jeroen Wouter Thijs Bram Sven "
                    + "Maarten Ruben Joost Koen Luc Daan Geert-Jan",
            "Maria Johanna Anna Elisabeth Cornelia Wilhelmina Hendrika Saskia Marieke Femke Sanne Lotte Anouk Inge Els "
                    + "Griet An Hilde Ilse Tineke Noor Fleur Roos Anne-Marie",
            "de_Jong Jansen de_Vries van_den_Berg van_Dijk Bakker Janssen Visser Smit Meijer de_Boer Mulder de_Groot Bos "
                    + "Vos Peters Hendriks van_Leeuwen Dekker Brouwer de_Wit Dijkstra Smits de_Graaf van_der_Meer Peeters "
                    + "Maes Jacobs Mertens Willems Claes Goossens Wouters De_Smet Dubois Lambert Van_Damme 't_Hart",
            "Aal Berk Bloem Boer Boon Bouw Brand Broek Dam Dijk Does Eik Gelder Groen Haan Hoek Hol Huis Kamp Kers Koop "
                    + "Kuip Lam Leend Linde Maas Molen Nieu Oost Pol Rijn Rood Sand Schip Slag Steen Tim Veld Wal Water "
                    + "Wiel Zand",
            MIDDLES,
            "stra ma sen mans ers inga veld kamp huis horst aar boom ing laar beek ink",
            "bert win jan rik dert", "tje lien ke ina dina");

    static final NamePool NORDIC = NamePool.of(
            LATIN, SAME,
            "Lars Anders Johan Erik Per Karl Nils Jan Mikael Ole Jens Peter Søren Bjørn Åke Göran Matti Juha Timo Kari "
                    + "Håkon Øyvind Sven-Erik Magnus",
            "Anna Eva Maria Karin Kristina Birgitta Inger Kirsten Hanne Mette Liv Astrid Solveig Åse Märta Päivi Ritva "
                    + "Sari Johanna Linnéa Ingrid Guðrún Ann-Marie Freja",
            "Johansson Andersson Karlsson Nilsson Eriksson Larsson Olsson Hansen Jensen Nielsen Pedersen Christensen "
                    + "Larsen Sørensen Rasmussen Johansen Olsen Berg Lindström Bergström Sjöberg Nyström Åkesson "
                    + "Korhonen Virtanen Mäkinen Nieminen Mäkelä Hämäläinen Laine Jónsson Guðmundsson Tamm Østergaard",
            "Ahl Ask Berg Björk Blom Dal Ek Eng Fors Gran Grön Hag Hall Hed Holm Jern Kjell Lag Lind Ljung Lund Malm "
                    + "Mark Nor Ny Öst Ram Ros Sand Sjö Skog Ström Sund Sved Tor Vest Vik Ång",
            MIDDLES,
            "sson sen kvist gren qvist strand gaard vik stad nen la berg ström dahl rud mo",
            "ar olf mund bjorn ald", "hild borg dis unn veig");

    static final NamePool POLISH = NamePool.of(
            LATIN, name -> name.endsWith("ski") || name.endsWith("cki") || name.endsWith("zki")
                    ? name.substring(0, name.length() - 1) + "a" : name,
            "Andrzej Jan Piotr Krzysztof Stanisław Tomasz Paweł Józef Marcin Marek Michał Grzegorz Jerzy Tadeusz Adam "
                    + "Łukasz Zbigniew Jiří Petr Václav László István Tomáš Jonas",
            "Anna Maria Katarzyna Małgorzata Agnieszka Krystyna Barbara Ewa Elżbieta Zofia Jadwiga Teresa Magdalena "
                    + "Joanna Janina Monika Danuta Jana Věra Ilona Erzsébet Zsuzsanna Lucie Rasa",
            "Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski "
                    + "Kozłowski Jankowski Mazur Kwiatkowski Krawczyk Piotrowski Grabowski Nowakowski Pawłowski Novák "
                    + "Svoboda Dvořák Černý Procházka Nagy Kovács Tóth Szabó Horváth Varga Kazlauskas Bērziņš Kováč",
            "Bart Biel Bor Brzez Chmiel Czar Dom Droz Gaw Głow Gór Grab Jab Jan Kal Kam Kar Kos Krasz Kub Lis Lub Mal "
                    + "Mich Niem Ol Ost Paw Piet Pol Rad Rog Sab Sik Sob Stach Szcz Tom Wal Wier Zab Zaw",
            "al an ar el en er ew in iń ol on or os ow ul ur aw ym ąb ek ec ot ak usz asz",
            "owski ewski iński czyk ak ek ik owicz ewicz ski cki czak uk orz ań ela",
            "sław mir usz ian osz", "sława mira ina ena ata");

    static final NamePool ROMANIAN = NamePool.of(
            LATIN, SAME,
            "Ion Gheorghe Vasile Constantin Nicolae Alexandru Mihai Andrei Ștefan Cristian Florin Marian Bogdan Ionuț "
                    + "Adrian Radu Dumitru Arben Agim Besnik Fatmir Luan Ilir Sorin",
            "Maria Elena Ioana Ana Mihaela Andreea Cristina Gabriela Daniela Alexandra Mariana Florentina Viorica Simona "
                    + "Lăcrămioara Doina Raluca Flutura Vjosa Mimoza Drita Teuta Anișoara Corina",
            "Popa Popescu Ionescu Radu Dumitru Stan Gheorghe Stoica Matei Rusu Munteanu Moldovan Constantin Șerban Lazăr "
                    + "Ciobanu Florea Dinu Toma Mocanu Țurcanu Hoxha Shehu Prifti Gjoka Krasniqi Gashi Berisha Dervishi "
                    + "Ungureanu Cojocaru Sandu Nistor Ene Barbu Voicu Nedelcu Căpraru Brătianu",
            "Ador Alb Ang Arg Băl Bot Brad Buz Cal Căr Cern Ciob Cos Cr Dăn Dob Drag Flor Gal Gavr Grig Hor Iord Lup Mar "
                    + "Mir Mold Neag Olt Pad Pet Pred Rom Săl Sim Stăn Tăt Teod Urs Văc Vlad Zam",
            MIDDLES,
            "escu eanu aru u oiu an aș ea ovici ache ila iu ună aj i ani",
            "in an ică el ius", "ica ina ela ița ana");

    static final NamePool TURKISH = NamePool.of(
            LATIN, SAME,
            "Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim İsmail Osman Yusuf Murat Ömer Ramazan Halil Süleyman Emre "
                    + "Elçin Vüqar Rəşad Çağlar Kemal Oğuz Serkan Uğur",
            "Fatma Ayşe Emine Hatice Zeynep Elif Meryem Şerife Zehra Sultan Hanife Merve Havva Özlem Büşra Gülsüm Aynur "
                    + "Leyla Günel Çiğdem Nurcan Esra Tuğba Sevinc",
            "Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç "
                    + "Kurt Özkan Şimşek Polat Korkmaz Çakır Erdoğan Güneş Bulut Yavuz Məmmədov Əliyev Həsənov Hüseynov "
                    + "Quliyev Acar Aksoy Tekin Bozkurt Sarı Uçar Keskin Ünal",
            "Ak Al Alt Ar At Ay Bağ Bal Bar Bay Boz Cev Çal Çan Dal Den Dur Er Gök Gül Gün Ilg Kal Kap Kar Kul Kut Mer "
                    + "Nal Ok Ort Öz Sar Sel Sön Tan Taş Top Tun Uz Yal Yer",
            "ab ad ak al am an ar as at el em en er ık ın ır ıs uk un ur uş üm ün ok or ol",
            "oğlu er can kan man lı türk soy gil ay demir taş kaya baş han cı",
            "han bey can din et", "nur gül ay naz su");

    static final NamePool VIETNAMESE = NamePool.of(
            LATIN, SAME,
            "Văn_Hùng Minh Văn_Nam Đức Hữu_Phước Quang Anh Tuấn Văn_Dũng Thành Huy Khánh Long Bảo Trung_Kiên Sơn",
            "Thị_Lan Thị_Hoa Hương Thu_Hà Mai Thị_Ngọc Phương Thảo Linh Thanh_Thủy Hạnh Trang Kim_Anh Yến Nhung Quỳnh",
            "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Mai Trịnh Đào",
            "", "", "", "", "");

    static final NamePool MALAY = NamePool.of(
            LATIN, SAME,
            "Muhammad Ahmad Agus Budi Joko Andi Hendra Dedi Rizki Eko Bambang Slamet Mohd_Faizal Azman Ismail Rudi Wahyu "
                    + "Arif Yusof Dwi Hadi Sutrisno Ibrahim Iwan",
            "Siti Nur Sri Dewi Ani Rina Wati Nurul_Huda Ratna Fitri Indah Yuni Aisyah Lestari Ayu Putri Noraini Rohani "
                    + "Endang Wulan Sari Kartini Nurhayati Zainab",
            "Setiawan Santoso Wijaya Hidayat Saputra Nugroho Susanto Kurniawan Suharto Gunawan Siregar Nasution Simanjuntak "
                    + "bin_Abdullah bin_Ahmad bin_Ismail Rahman Harahap Lubis Halim Putra Pratama Suryadi Irawan Utomo "
                    + "Wibowo Hasan Yusuf Purnomo Firmansyah",
            "Ab Ad Am Ban Bas Cah Dar Dhar Gun Har Har Ind Jay Kar Kus Lak Mar Moh Nar Nug Pang Per Pram Rach Rat San Sap "
                    + "Sar Set Sud Sug Sul Sum Sur Sut Tam Tir Wah War Wid Yud Zul",
            "ad ah ak al am an ang ar as at em en id ik il im in ir it oh on um un up us ut",
            "anto iman awan adi oko ono ita ani uri aya usno asa iyono ardi ina oto",
            "anto adi ono awan man", "wati ningsih sari yani ti");

    static final NamePool WEST_AFRICAN = NamePool.of(
            LATIN, SAME,
            "Mohammed Ibrahim Musa Emmanuel Chukwuemeka Oluwaseun Abubakar Kwame Kofi Mamadou Ousmane Moussa Amadou "
                    + "Boubacar Cheikh Sunday Tunde Emeka Yaw Jean-Baptiste Sékou Ifeanyi Babajide Patrice",
            "Fatima Aisha Amina Blessing Ngozi Chioma Aminata Fatoumata Mariam Awa Akosua Ama Funmilayo Adaeze Khady "
                    + "Rokhaya Grace Yetunde Ifeoma Zainab Bintou Folake Abena Marie-Claire",
            "Mohammed Ibrahim Okafor Okoro Adeyemi Eze Traoré Diallo Coulibaly Keita Konaté Diop Ndiaye Fall Sow Ba Touré "
                    + "Cissé Camara Mensah Owusu Boateng Asante Osei Kouassi Koné N'Diaye Ouattara Bamba Nwosu Balogun "
                    + "Okonkwo Abdullahi Usman Bello Mbeki Ilunga Kabongo Tshibangu N'Guessan",
            "Ab Ad Aden Agb Ak Al Am Az Bab Bal Ban Bol Dan Dem Dj Ek Fas Gb Ib Ik Kab Kal Kam Kon Kw Lad Mak Mb Nd Nk Nw "
                    + "Ob Od Og Ok Ol On Os Sam Som Tch Um Uz Yeb Zam",
            "ab ad ag ak al am an ar as at eb ed ek el em en ib id ik im in od og ok ol on os uk um un",
            "afor ele ola iye oye amba uku anga eze ade oma unde eke ango ari owu",
            "ola emi inde uke ayo", "oma ike ata ena eka");

    static final NamePool EAST_AFRICAN = NamePool.of(
            LATIN, SAME,
            "Abebe Tesfaye Mohamed Abdi Ali Hassan Ahmed Daniel John Joseph Getachew Haile Girma Omar Ibrahim Yusuf "
                    + "Kipchoge Mwangi Otieno Kamau Juma Salim Abdirahman Dawit",
            "Almaz Tigist Fatuma Amina Halima Hodan Grace Faith Mary Wanjiru Achieng Aster Hirut Sahra Asha Khadija "
                    + "Neema Zawadi Rehema Selam Mulu Nyambura Akinyi Ifrah",
            "Tesfaye Bekele Kebede Mohamed Abdi Ali Hassan Otieno Mwangi Kamau Njoroge Ochieng Kipkemboi Wanjala Omondi "
                    + "Mushi Kimaro Okello Mugisha Museveni Haile Alemu Tadesse Warsame Farah Jama Osman Nur Abdullahi "
                    + "Juma Mutua Kariuki Wafula Gebremariam",
            "Ab Al As Bar Bek Cher Dem Des Fik Geb Gir Gul Had Ir Jam Kab Kar Keb Kib Kip Lem Mak Mb Mul Mur Mut Mw Nd Ng "
                    + "Nj Och Od Ok Om On Rug Sam Shif Tad Tek Wak Wam War Wer Yim",
            "ab ad ag ak al am an ar at eb ed ek el em en er ib ik il im in ir ok ol om on uk um un ur",
            "asha echo eni ere ew ibo imo iru o ola ongo oro uga ule uma unga",
            "ew u isa ani oko", "it esh iru aye ima");

    private LatinNames() {}
}
