"""The resolver: golden rules for names, organisations, descriptions, pronouns and several speakers at once.

Each row is (rule, text with the source in square brackets, the speaker's name, its kind); of several
sources the last one is asked for.
"""

from __future__ import annotations

import pytest
from marked import resolve

import quotekit
from quotekit.attribution import RuleAttributor
from quotekit.document import SpeakerKind

Row = tuple[str, str, str, SpeakerKind]

NAMES: list[Row] = [
    ("a demand before the name", "Tell Grace to go. [Grace] said no.", "Grace", "person"),
    ("a demand before a full name", "Meet Lars Dahl. [Dahl] said no.", "Lars Dahl", "person"),
    (
        "a headline's verb after a surname that is a given name",
        "Bishop Adeyemi Urges Youths To Vote\n\n[Adeyemi] said no.",
        "Adeyemi",
        "person",
    ),
    ("how an office is held", "[Brigadier (retd) Imran Qureshi] said no.", "Imran Qureshi", "person"),
    (
        "the governor of a state, then the name",
        "[The Governor of Osun State, Otunba Dele Akande,] said no.",
        "Dele Akande",
        "person",
    ),
    (
        "a commissioner, the state, then the name",
        "[The Commissioner for Health, Kaduna State, Dr Hauwa Bala,] said no.",
        "Hauwa Bala",
        "person",
    ),
    ("gave a name", "[A boy, who gave his name as Yonas,] said no.", "Yonas", "person"),
    ("gave a first name", "[A herder who gave only his first name, Barako,] said no.", "Barako", "person"),
    ("introduced by herself", "[A student who introduced herself as Noor] said no.", "Noor", "person"),
    ("announced by a colon", "Tom Fox came.\n\nFrom [Fox]:\n\nNo.", "Tom Fox", "person"),
    (
        "letters after a name, without a comma",
        "Zainab Bello came. [Grace Moyo QC] said no.",
        "Grace Moyo",
        "person",
    ),
    (
        "an office that a small word begins has no letters",
        "They stood at the house of Governor Bilal Khan. [The governor] said no.",
        "Bilal Khan",
        "person",
    ),
    ("letters after a titled name", "[Prof Anil Rao OBE] said no.", "Anil Rao", "person"),
    ("announced with a title", "From [Judge Park Ji-ho]:\n\nNo.", "Park Ji-ho", "person"),
    (
        "surname that is a place, according to",
        "Tom Paris came. According to [Paris], no.",
        "Tom Paris",
        "person",
    ),
    (
        "a name on two lines",
        "They waited for the train at the old station, and [Pavel de la\nCruz] said no.",
        "Pavel de la Cruz",
        "person",
    ),
    (
        "an office of an organisation, then the name",
        "[The Chairman of the Ikot Traders Union, Chief Udo Bassey,] said no.",
        "Udo Bassey",
        "person",
    ),
    (
        "an office of the police, then the name",
        "[The Commissioner of Police, CP Musa Garba,] said no.",
        "Musa Garba",
        "person",
    ),
    (
        "a director, then the name",
        "[The Director of the Fire Service, Engr. Ada Eze,] said no.",
        "Ada Eze",
        "person",
    ),
    (
        "members in a name",
        "[The United Planters' Association] said no.",
        "United Planters' Association",
        "organisation",
    ),
    (
        "members in a name, a place before",
        "[The Lima Nurses’ Union] said no.",
        "Lima Nurses’ Union",
        "organisation",
    ),
    (
        "two surnames, called by the first",
        "Elena Quiroga Paz left. Quiroga was tired. Gustavo Paz stayed. [Paz] said no.",
        "Gustavo Paz",
        "person",
    ),
    (
        "two portfolios in an office",
        "[Deputy Youth and Sports Minister Datuk Lim Wei] said no.",
        "Lim Wei",
        "person",
    ),
    (
        "two portfolios, a plural",
        "[Lands and Housing Secretary Moses Kibet] said no.",
        "Moses Kibet",
        "person",
    ),
    ("a style, written together", "[H.E. Nabil Haddad] said no.", "Nabil Haddad", "person"),
    ("an emeritus", "[Professor Emeritus Ada Eze] said no.", "Ada Eze", "person"),
    (
        "an office of a board without a comma",
        "[The President of the Delta Board Musa Garba] said no.",
        "Musa Garba",
        "person",
    ),
    (
        "a ministry of three matters",
        "[The Ministry of Land, Water and Works] said no.",
        "Ministry of Land, Water and Works",
        "organisation",
    ),
    (
        "a body of all",
        "[The Confederation of All India Weavers] said no.",
        "Confederation of All India Weavers",
        "organisation",
    ),
    ("a bank abroad", "[The Banco do Norte] said no.", "Banco do Norte", "organisation"),
    (
        "somebody's office",
        "[The Attorney General's Office] said no.",
        "Attorney General's Office",
        "organisation",
    ),
    (
        "a general authority",
        "[The General Authority for Statistics] said no.",
        "General Authority for Statistics",
        "organisation",
    ),
    (
        "a commission on something",
        "[The Commission on Elections] said no.",
        "Commission on Elections",
        "organisation",
    ),
    (
        "letters before an office",
        "[Growers' Union of Kerala (GUK) chair Asha Nair] said no.",
        "Asha Nair",
        "person",
    ),
    (
        "letters that the text explains",
        "The National Union of Journalists (NUJ) said no. [NUJ] said yes.",
        "National Union of Journalists",
        "organisation",
    ),
    ("shared surname, nothing tells", "Judith Ames and Carl Ames came. [Ames] said no.", "Ames", "person"),
    ("shared surname, Shona", "Tendai Moyo and Rudo Moyo own the mill. [Moyo] said no.", "Moyo", "person"),
    ("shared surname, Igbo", "Ngozi Okafor met Emeka Okafor. [Okafor] said no.", "Okafor", "person"),
    ("shared surname, Arabic", "Omar al-Masri met Layla al-Masri. [Al-Masri] said no.", "Al-Masri", "person"),
    ("shared surname, Korean", "Kim Jae-hyun met Kim Soo-min. [Kim] said no.", "Kim", "person"),
    ("shared surname, a couple", "Bill and Mary Hart came. [Hart] said no.", "Hart", "person"),
    (
        "shared surname, one is heard",
        '"We will sell," said [Priya Nair]. Arun Nair looked on. [Nair] said no.',
        "Priya Nair",
        "person",
    ),
    (
        "shared surname, one comes later",
        "Tendai Moyo came. [Moyo] said no. Rudo Moyo left.",
        "Tendai Moyo",
        "person",
    ),
    (
        "shared surname, the text is about one",
        "Rosa Vega came. Vega had built the mill. Luis Vega left. [Vega] said no.",
        "Rosa Vega",
        "person",
    ),
    (
        "shared surname, a title",
        "Judith Ames and Carl Ames came. [Mr. Ames] said no.",
        "Carl Ames",
        "person",
    ),
    (
        "shared surname, an office",
        "Mayor Judith Ames and Senator Carl Ames came. [Senator Ames] said no.",
        "Carl Ames",
        "person",
    ),
    ("according to, with capitals", "According to [Judge Wang Jun], it is late.", "Wang Jun", "person"),
    (
        "verb that opens a sentence is no name",
        "Ann Lee spoke. Prices rose. [She] said no.",
        "Ann Lee",
        "person",
    ),
    ("surname that is a verb, alone", "[Banks] believes so.", "Banks", "person"),
    ("full name, then surname", "Ann Lee spoke. [Lee] said it rained.", "Ann Lee", "person"),
    ("surname before the full name", "[Lee] said no. Ann Lee has said so before.", "Ann Lee", "person"),
    ("title stripped", "[President Ann Lee] said it rained.", "Ann Lee", "person"),
    ("title with a dot stripped", "[Sen. Ann Lee] said it rained.", "Ann Lee", "person"),
    ("party and state behind", "[Sen. Ann Lee, D-Mass.,] said it rained.", "Ann Lee", "person"),
    ("party and state in brackets", "[Rep. Ann Lee (R-Ohio)] said it rained.", "Ann Lee", "person"),
    ("rank and honorific", "[Retired Army Lt. Gen. Carl Moss] said it rained.", "Carl Moss", "person"),
    ("a Lord", "[Lord Harold Finch of Ashby] said it rained.", "Harold Finch", "person"),
    ("Right Reverend", "[the Rev. Amos Tull] said it rained.", "Amos Tull", "person"),
    ("Nigerian honours", "Alhaji Musa Bello spoke. [Alhaji Bello] said it rained.", "Musa Bello", "person"),
    ("Indian honorific", "[Shri Ravi Menon] said it rained.", "Ravi Menon", "person"),
    ("role in front", "[Chinese foreign minister Wang Yi] said it rained.", "Wang Yi", "person"),
    ("capital role in front", "[Chinese Foreign Minister Wang Yi] said it rained.", "Wang Yi", "person"),
    ("office of a place", "[Governor of Lagos State Tunde Bako] said it rained.", "Tunde Bako", "person"),
    ("Secretary of State", "[Secretary of State John Moore] said it rained.", "John Moore", "person"),
    ("owner in front", "[the Herald's Ann Lee] said it rained.", "Ann Lee", "person"),
    (
        "lower role chain in front",
        "[Moore campaign spokesman Dan Hill] said it rained.",
        "Dan Hill",
        "person",
    ),
    ("suffix kept", "[Carl Moss Jr.] said it rained.", "Carl Moss Jr.", "person"),
    (
        "father and son by suffix",
        "Carl Moss III runs it. His father, Carl Moss Jr., built it. [Carl Moss III] said no.",
        "Carl Moss III",
        "person",
    ),
    ("initial agrees with the name", "John A. Moore spoke. [John Moore] said no.", "John A. Moore", "person"),
    ("initials alone", "J. K. Rowan wrote it. [Rowan] said no.", "J. K. Rowan", "person"),
    ("initials written together", "[J.K. Rowan] said no.", "J.K. Rowan", "person"),
    ("most complete form", "Ann Lee spoke. Ann Marie Lee left. [Lee] said no.", "Ann Marie Lee", "person"),
    (
        "middle initials apart",
        "George W. Hart met George H. W. Hart. [George W. Hart] said no.",
        "George W. Hart",
        "person",
    ),
    ("van der", "Joop van der Berg spoke. [Van der Berg] said no.", "Joop van der Berg", "person"),
    ("de, alone and lower", "Bill de Rossi spoke. Mayor [de Rossi] said no.", "Bill de Rossi", "person"),
    ("al-, dropped later", "Omar al-Hadi spoke. [Hadi] said no.", "Omar al-Hadi", "person"),
    ("bin", "Prince Khalid bin Nasser spoke. [Prince Khalid] said no.", "Khalid bin Nasser", "person"),
    (
        "Spanish two surnames",
        "Andrés Manuel López Ortega spoke. [López Ortega] said no.",
        "Andrés Manuel López Ortega",
        "person",
    ),
    ("hyphenated surname", "Alex Seitz-Wold spoke. [Seitz-Wold] said no.", "Alex Seitz-Wold", "person"),
    ("family name first, Chinese", "Wang Yi spoke in Beijing. [Mr Wang] said no.", "Wang Yi", "person"),
    ("family name first, Korean", "Moon Jae-in spoke in Seoul. [Mr Moon] said no.", "Moon Jae-in", "person"),
    ("family name first, bare", "Kim Jong-un spoke in Pyongyang. [Kim] said no.", "Kim Jong-un", "person"),
    ("nickname of the same name", "William Hart spoke. [Bill Hart] said no.", "William Hart", "person"),
    ("nickname in marks", 'Robert "Bobby" Cole spoke. [Cole] said no.', 'Robert "Bobby" Cole', "person"),
    ("given name alone", "Ann Lee spoke. [Ann] said no.", "Ann Lee", "person"),
    ("Mr and Mrs told apart", "Bill Hart and Mary Hart came. [Mrs. Hart] said no.", "Mary Hart", "person"),
    (
        "Mr and Mrs told apart, him",
        "Mary Hart and Bill Hart came. [Mr. Hart] said no.",
        "Bill Hart",
        "person",
    ),
    (
        "office tells namesakes apart",
        "Senator Mary Hart met Governor John Hart. [Gov. Hart] said no.",
        "John Hart",
        "person",
    ),
    ("shared surname", "Bill and Mary Hart came. [Bill] said no.", "Bill Hart", "person"),
    ("possessive", "Ann Lee spoke. [Lee's] view was that it rained.", "Ann Lee", "person"),
    ("accents do not part", "Junot Díaz spoke. [Diaz] said no.", "Junot Díaz", "person"),
    ("a surname misspelt", "Harold Bornstein wrote it. [Bornsten] said no.", "Harold Bornstein", "person"),
    ("surname that is a people", "Mark Cuban spoke. [Cuban] said no.", "Mark Cuban", "person"),
    ("surname that is a place", "Steve Israel spoke. On Monday [Israel] said no.", "Steve Israel", "person"),
    ("surname that is a title", "Larry King spoke. [King] said no.", "Larry King", "person"),
    ("given name that is a verb", "[Will Doyle] said no.", "Will Doyle", "person"),
    (
        "headline in capitals of title",
        "Ann Lee Slams Critics Over Budget\n\nAnn Lee spoke. [Lee] said no.",
        "Ann Lee",
        "person",
    ),
    (
        "headline names nobody new",
        "Moore Wins Again In Texas\n\nDan Moore won. [Moore] said so.",
        "Dan Moore",
        "person",
    ),
    (
        "all capitals are the same name",
        "ANN LEE SPEAKS\n\nAnn Lee spoke. [LEE] said no.",
        "Ann Lee",
        "person",
    ),
    ("name after a colon title", "[Tennis great Billie Jean King] said no.", "Billie Jean King", "person"),
    ("never named in full", "[Mr. Okafor] said no.", "Okafor", "person"),
    (
        "show is not its host",
        "Rachel Moss spoke on The Rachel Moss Show. [Moss] said no.",
        "Rachel Moss",
        "person",
    ),
    ("surname that is a verb", "[Odhiambo Were, who fishes,] said no.", "Odhiambo Were", "person"),
    (
        "surname that is a small word",
        "Minister Sun Yun spoke. On the bridge [Sun] said no.",
        "Sun Yun",
        "person",
    ),
    (
        "initial and surname",
        "[R. Venkatesan, secretary of the builders,] said no.",
        "R. Venkatesan",
        "person",
    ),
    ("nickname alone", "William T. Garrity counts fish. [Bill] said no.", "William T. Garrity", "person"),
    ("Malay honorific", "Faridah Osman makes bells. [Puan Faridah] said no.", "Faridah Osman", "person"),
    ("owner of the office", "[Kenya's minister Moses Wetang] said no.", "Moses Wetang", "person"),
    (
        "two names run together",
        "At the Boston Herald [Moore] said no. Dan Moore left.",
        "Dan Moore",
        "person",
    ),
    (
        "what is longer is another",
        "Aung San came. Aung San Suu Kyi spoke. [Suu Kyi] said no.",
        "Aung San Suu Kyi",
        "person",
    ),
    (
        "dateline is nobody",
        "CEDAR BLUFF, Neb. — Chief Dana Whit spoke. [She] said no.",
        "Dana Whit",
        "person",
    ),
]

ORGANISATIONS: list[Row] = [
    ("a nation", "[The Tsawit First Nation] said no.", "Tsawit First Nation", "organisation"),
    ("a contractor's name", "[The contractor, Đại Phú Corp,] said no.", "Đại Phú Corp", "organisation"),
    (
        "named after two",
        "[The Ann and Tom Reid Foundation] said no.",
        "Ann and Tom Reid Foundation",
        "organisation",
    ),
    (
        "the airline",
        "Kestrel Airlines closed a line. [The airline] said no.",
        "Kestrel Airlines",
        "organisation",
    ),
    ("the operator", "Marlow Rail closed a line. [The operator] said no.", "Marlow Rail", "organisation"),
    (
        "the operator, long after",
        "Marlow Rail closed a line.\n\nAnn Lee spoke. It rained. Snow fell. Mud. [The operator] said no.",
        "Marlow Rail",
        "organisation",
    ),
    (
        "an operator who is called so",
        "Ann Lee, an operator, came. [The operator] said no.",
        "Ann Lee",
        "person",
    ),
    (
        "announced with capitals",
        "Kestrel Airlines spoke.\n\nFrom [the Tenants' Association]:\n\nNo.",
        "Tenants' Association",
        "organisation",
    ),
    (
        "short form",
        "The New York Daily News wrote it. [The Daily News] said no.",
        "New York Daily News",
        "organisation",
    ),
    ("letters", "The National Rifle Club met. [The NRC] said no.", "National Rifle Club", "organisation"),
    (
        "letters in brackets",
        "The Alliance for Our Schools (AOS) met. [AOS] said no.",
        "Alliance for Our Schools",
        "organisation",
    ),
    (
        "letters skip small words",
        "The Securities and Exchange Commission met. [The S.E.C.] said no.",
        "Securities and Exchange Commission",
        "organisation",
    ),
    (
        "lower-case tail",
        "The Congressional Budget Office met. [The budget office] said no.",
        "Congressional Budget Office",
        "organisation",
    ),
    (
        "the newspaper",
        "The Boston Herald wrote it. [The newspaper] said no.",
        "Boston Herald",
        "organisation",
    ),
    ("the company", "Teck, the mining company, sold it. [The company] said no.", "Teck", "organisation"),
    (
        "the agency is not the paper",
        "The Boston Herald asked the Food Safety Agency. [The agency] said no.",
        "Food Safety Agency",
        "organisation",
    ),
    ("listed name", "[The White House] said no.", "White House", "organisation"),
    (
        "campaign is not the candidate",
        "Ann Lee spoke. [The Lee campaign] said no.",
        "Lee campaign",
        "organisation",
    ),
    (
        "a court by its fullest description",
        "A court met. [The regional court] said no. [The court] said no more.",
        "regional court",
        "organisation",
    ),
    (
        "of two campaigns, hers",
        "The Lee campaign and the Fox campaign met. Ann Lee spoke. [Her campaign] said no.",
        "Lee campaign",
        "organisation",
    ),
    ("the campaign", "The Lee campaign met. [The campaign] said no.", "Lee campaign", "organisation"),
    (
        "his campaign",
        "Dan Hill spoke. The Hill campaign met. Hill left. [His campaign] said no.",
        "Hill campaign",
        "organisation",
    ),
    ("administration", "[The Moore administration] said no.", "Moore administration", "organisation"),
    (
        "department by one word",
        "The State Department met. In a note [State] said no.",
        "State Department",
        "organisation",
    ),
    ("it", "The World Bank met. [It] said no.", "World Bank", "organisation"),
    (
        "they, of an organisation that spoke",
        "[The Daily Herald] said no. [They] said it again.",
        "Daily Herald",
        "organisation",
    ),
    ("court of a country", "[The Supreme Court of India] said no.", "Supreme Court of India", "organisation"),
    ("ministry", "[The Ministry of Health] said no.", "Ministry of Health", "organisation"),
    ("place", "[Germany] said no.", "Germany", "place"),
    ("the city", "Rain fell on Phoenix. [The city] said no.", "Phoenix", "place"),
    ("the city of", "[The city of Phoenix] said no.", "Phoenix", "place"),
    ("it, what acts", "Germany met the World Bank in Paris. [It] said no.", "Germany", "place"),
    ("possessive inside", "[The Market Women's Union] said no.", "Market Women's Union", "organisation"),
    ("ampersand", "[Harkness & Pell] said no.", "Harkness & Pell", "organisation"),
    (
        "which tells an organisation",
        "[Anka Yazar, which owns the ship,] said no.",
        "Anka Yazar",
        "organisation",
    ),
    (
        "letters in brackets make one",
        "Konkan Sona Ling (KSL) met. [KSL] said no.",
        "Konkan Sona Ling",
        "organisation",
    ),
    (
        "behind a comma, not described",
        "Rain fell before Dussehra, the company said. Teck, a mining firm, met. [The company] said no.",
        "Teck",
        "organisation",
    ),
]

DESCRIPTIONS: list[Row] = [
    (
        "the leader of the other side",
        "Prime minister Jan Novak flew home. [The opposition leader] said no.",
        "opposition leader",
        "unnamed",
    ),
    (
        "whom the sentence before has introduced",
        "Coach Jan Wrona will stay.\n\nMaciej Dudek disagreed. [The Torino defender] said no.",
        "Maciej Dudek",
        "person",
    ),
    (
        "whom the sentence before has introduced as something else",
        "Coach Jan Wrona dropped two players. [The team doctor] said no.",
        "team doctor",
        "unnamed",
    ),
    (
        "whom the sentence before has introduced is of another country",
        "Ukraine’s Olha Bondar came. [The Russian officer] said no.",
        "Russian officer",
        "unnamed",
    ),
    (
        "who flanks somebody is somebody else",
        "Minister Goran Vuk, flanked by police chief Dejan Popov, said no. [The police chief] said no.",
        "Dejan Popov",
        "person",
    ),
    (
        "letters after a name are an office",
        "Sunil Wadekar, MP for Nashik, walked out. [The MP] said no.",
        "Sunil Wadekar",
        "person",
    ),
    (
        "known by the country alone",
        "Ukraine’s Daria Melnyk beat Japan’s Rie Okada. [The Japanese swimmer] said no.",
        "Rie Okada",
        "person",
    ),
    (
        "of the country, but of another trade",
        "Foreign minister Daria Melnyk of Ukraine came. [The Ukrainian swimmer] said no.",
        "Ukrainian swimmer",
        "unnamed",
    ),
    (
        "who has somebody in a relative clause is somebody else",
        "Lena Hoff came. [The man who drove Lena Hoff home] said no.",
        "man who drove Lena Hoff home",
        "unnamed",
    ),
    (
        "who has hired somebody, set off by commas",
        "[The man, who hired Bo Khan,] said no.",
        "man",
        "unnamed",
    ),
    (
        "who identified somebody is not identified",
        "[A nurse who identified Ahmed Zaki] said no.",
        "A nurse who identified Ahmed Zaki",
        "unnamed",
    ),
    (
        "a member of a party is nobody's name",
        "Piet Claes, the transport minister, came. [The Christian Democrat] said no.",
        "Piet Claes",
        "person",
    ),
    (
        "a counted group",
        "Dozens of angry farmers blocked the road. [They] said no.",
        "Dozens of angry farmers",
        "group",
    ),
    (
        "a counterpart has the other's office",
        "President Bo Fox met his Polish counterpart Jan Nowik. [The Polish president] said no.",
        "Jan Nowik",
        "person",
    ),
    (
        "a leader's counterpart may be president",
        "French leader Bo Fox met his Polish counterpart Jan Nowik. [The Polish president] said no.",
        "Jan Nowik",
        "person",
    ),
    (
        "called for what she does",
        "Ann Lee, who chairs the board, came. It rained. [The chair] said no.",
        "Ann Lee",
        "person",
    ),
    ("called for his trade", "Bo Fox drives the bus. It rained. [The driver] said no.", "Bo Fox", "person"),
    (
        "what somebody does away is no office",
        "Bo Fox, who runs for mayor, came. It rained. [The director] said no.",
        "director",
        "unnamed",
    ),
    (
        "the sides are countries, though people were named together",
        "Ann Lee and Bo Fox came. Kenya and Uganda met on Monday. [The two sides] said no.",
        "Kenya | Uganda",
        "group",
    ),
    (
        "a list of three countries",
        "Kenya, Uganda and Rwanda met on Monday. [The three countries] said no.",
        "Kenya | Uganda | Rwanda",
        "group",
    ),
    ("who, past a day", "They met Ann Lee on Monday, [who] said no.", "Ann Lee", "person"),
    ("the boy is not his father", "The boy ran home. [His father] said no.", "His father", "unnamed"),
    (
        "nobody with an office is the passenger",
        "Minister Bo Fox came. [The passenger] said no.",
        "passenger",
        "unnamed",
    ),
    (
        "a prime minister is a premier",
        "The prime minister, Ada Eze, left. [The premier] said no.",
        "Ada Eze",
        "person",
    ),
    ("a nationality", "Gianni Ferri won again. [The Italian] said no.", "Gianni Ferri", "person"),
    (
        "who is told is not who tells",
        "Hector Vega wept. Judge Marianne Okoro told him that he was late. Vega rose. [He] said no.",
        "Hector Vega",
        "person",
    ),
    ("a maker of cars", "Novara Motors cut jobs. [The carmaker] said no.", "Novara Motors", "organisation"),
    (
        "a group that takes up a body",
        "The Federation of Small Traders (FST) met. [The lobby group] said no.",
        "Federation of Small Traders",
        "organisation",
    ),
    (
        "a guard that is no person",
        "The Greek Coast Guard came. [The coast guard] said no.",
        "Greek Coast Guard",
        "organisation",
    ),
    (
        "a body named within a source",
        "A spokesman for Shared Health said so. [It] said no.",
        "Shared Health",
        "organisation",
    ),
    (
        "a role within a name",
        "[The Academic Staff Union of Colleges] said no.",
        "Academic Staff Union of Colleges",
        "organisation",
    ),
    (
        "a chamber of a city",
        "[The Chamber of Commerce of Quito] said no.",
        "Chamber of Commerce of Quito",
        "organisation",
    ),
    (
        "an age",
        "Skier Maja Lind won again. Her coach looked on. [The 31-year-old] said no.",
        "Maja Lind",
        "person",
    ),
    ("somebody else's age", "Maja Lind won again. [A 17-year-old] said no.", "A 17-year-old", "unnamed"),
    ("a title that women bear", "Datuk Nurul Hashim came. [She] said no.", "Nurul Hashim", "person"),
    (
        "a title within a possessive",
        "Governor Ada Okoro's media aide, Uche Nwosu, left. [The governor] said no.",
        "Ada Okoro",
        "person",
    ),
    (
        "an office within a possessive",
        "Prime minister Asha Rao's spokesman, Dev Kapoor, left. [The prime minister] said no.",
        "Asha Rao",
        "person",
    ),
    (
        "a councillor is a legislator",
        "The councillor Julio Vega came. [The legislator] said no.",
        "Julio Vega",
        "person",
    ),
    (
        "letters for an office",
        "Police spokesperson Ada Eze came. [The PPRO] said no.",
        "Ada Eze",
        "person",
    ),
    (
        "the harbour master",
        "Harbour master Ann Lee left. Tom Fox spoke. [The harbour master] said no.",
        "Ann Lee",
        "person",
    ),
    (
        "the union leader is no union",
        "Tom Fox, the union leader, came. Ann Lee left. [Fox] said no.",
        "Tom Fox",
        "person",
    ),
    (
        "brought in once, many others since",
        "A shopkeeper said no. Ann Lee said no. Ann Lee said so. Lee said it. [The shopkeeper] said no.",
        "A shopkeeper",
        "unnamed",
    ),
    ("apposition behind", "[Vladimir Orlov, the Russian president,] said no.", "Vladimir Orlov", "person"),
    ("apposition in front", "[the Russian president, Vladimir Orlov,] said no.", "Vladimir Orlov", "person"),
    (
        "relative clause",
        "[Ann Lee, who met Dan Moore and Carl Moss on Monday,] said no.",
        "Ann Lee",
        "person",
    ),
    (
        "role and nationality, later",
        "Russian president Vladimir Orlov met Ann Lee. [The Russian president] said no.",
        "Vladimir Orlov",
        "person",
    ),
    (
        "nationality tells apart",
        "Russian president Vladimir Orlov met French president Jean Blanc. [The Russian president] said no.",
        "Vladimir Orlov",
        "person",
    ),
    ("the senator", "Sen. Ann Lee met Gov. Dan Moore. [The senator] said no.", "Ann Lee", "person"),
    ("the governor", "Sen. Ann Lee met Gov. Dan Moore. [The governor] said no.", "Dan Moore", "person"),
    (
        "predicate",
        "Dan Moore is a billionaire. Ann Lee came. [The billionaire] said no.",
        "Dan Moore",
        "person",
    ),
    (
        "apposition learnt",
        "Hua Ying, a ministry spokeswoman, came. Ann Lee left. [The spokeswoman] said no.",
        "Hua Ying",
        "person",
    ),
    (
        "diplomat",
        "Ambassador Carl Moss came. Actor Dan Moore left. [The diplomat] said no.",
        "Carl Moss",
        "person",
    ),
    ("unnamed", "[A senior U.S. official] said no.", "A senior U.S. official", "unnamed"),
    (
        "unnamed again",
        "[A senior U.S. official] said no. [The official] said it again.",
        "A senior U.S. official",
        "unnamed",
    ),
    ("unnamed, then he", "[A spokesman] said no. [He] said it again.", "A spokesman", "unnamed"),
    (
        "spokesman is not whom he speaks for",
        "Ann Lee left. [A spokesman for Lee] said no.",
        "A spokesman for Lee",
        "unnamed",
    ),
    (
        "unnamed apart from the named",
        "Officer Dan Moore came. [One official] said no.",
        "One official",
        "unnamed",
    ),
    (
        "two unnamed apart",
        "[A first witness] said no. [A second witness] said yes.",
        "A second witness",
        "unnamed",
    ),
    (
        "named after the opening",
        "[A New York judge] said no.\n\nThe New York judge, Frank Nero, sat on Monday.",
        "Frank Nero",
        "person",
    ),
    ("an office nobody named holds", "Ann Lee came. [The FBI director] said no.", "FBI director", "unnamed"),
    ("epithet", "Dan Moore came. [The real estate mogul] said no.", "Dan Moore", "person"),
    ("group", "[Critics of the plan] said no.", "Critics of the plan", "group"),
    (
        "group again",
        "[Dozens of villagers] said no. [The villagers] said it again.",
        "Dozens of villagers",
        "group",
    ),
    ("party", "[Democrats] said no.", "Democrats", "group"),
    ("document", "[A new study] said no.", "A new study", "document"),
    (
        "document again",
        "[A new study by two doctors] said no. [The study] said so.",
        "A new study by two doctors",
        "document",
    ),
    (
        "report for study",
        "[A new study by two doctors] said no. [The report] said so.",
        "A new study by two doctors",
        "document",
    ),
    (
        "poll by its house",
        "[A new Delta News poll released on Monday] said no.",
        "Delta News poll",
        "document",
    ),
    (
        "age before the description",
        "Vince Pagan, 51, a former salesman, came. Ann Lee left. [The salesman] said no.",
        "Vince Pagan",
        "person",
    ),
    (
        "description behind a comma is the subject",
        "After meeting Ann Lee, the governor left. Gov. Dan Moore came. [The governor] said no.",
        "Dan Moore",
        "person",
    ),
    ("source that is only the apposition", "Ann Lee, [chair of the council,] said no.", "Ann Lee", "person"),
    ("counted", "[Two of the boatmen] said no.", "Two of the boatmen", "group"),
]

PRONOUNS: list[Row] = [
    ("he, of a woman and a man", "Susan asked David what he wanted. [He] said no.", "David", "person"),
    ("she, of a man and a woman", "Piotr asked Zofia when she would come. [She] said no.", "Zofia", "person"),
    ("of two, whose gender fits", "Quillon and Anna own it. [She] said no.", "Anna", "person"),
    ("two who fit alike", "Omar and Bilal waited. [He] said no.", "He", "unnamed"),
    (
        "a name that it takes up",
        "OSLO - Andes Volpo will close, [it] said on Monday.",
        "Andes Volpo",
        "organisation",
    ),
    (
        "the owner's body",
        "OSLO - Norway's navy found it. [It] said so.",
        "Norway's navy",
        "organisation",
    ),
    (
        "a dateline with a colon",
        "NEW DELHI: The court has ruled. [It] said no.",
        "court",
        "organisation",
    ),
    ("people in two words", "Shop owners came. [They] said no.", "Shop owners", "group"),
    ("she", "Ann Lee met Dan Moore. [She] said no.", "Ann Lee", "person"),
    ("he", "Ann Lee met Dan Moore. [He] said no.", "Dan Moore", "person"),
    ("gender by title", "Mr. Okoro met Mrs. Adisa. [She] said no.", "Adisa", "person"),
    (
        "gender learnt from a pronoun",
        "Zhu Ling hurt her arm. Mr. Tan left. [She] said no.",
        "Zhu Ling",
        "person",
    ),
    ("text before list", "Leslie Moss sold his house. Ann Lee left. [He] said no.", "Leslie Moss", "person"),
    ("gender by role", "Spokeswoman Kiri Tane came. Dan Moore left. [She] said no.", "Kiri Tane", "person"),
    (
        "who holds the floor",
        '<"No,"> [Dan Moore] said to Carl Moss. The hall was cold. <"It rains,"> [he] said.',
        "Dan Moore",
        "person",
    ),
    (
        "who took the floor since",
        '[Dan Moore] declined to comment. Carl Moss was more open. <"It rains,"> [he] said.',
        "Carl Moss",
        "person",
    ),
    (
        "of the body so called",
        "The Presidential Archives met. [The archives] said no.",
        "Presidential Archives",
        "organisation",
    ),
    ("not who is named right after", "Carl Moss asked Dan Moore. [He] told Moss no.", "Dan Moore", "person"),
    ("who", "It was Ann Lee [who] said no.", "Ann Lee", "person"),
    ("who, behind a comma", "Ann Lee, [who] said no, left.", "Ann Lee", "person"),
    ("who, of a group", "Voters [who] said no left.", "Voters", "group"),
    ("which", "The World Bank, [which] said no, left.", "World Bank", "organisation"),
    (
        "who, of a person at a house",
        "Ann Lee, an anchor at Delta News [who] said no, left.",
        "Ann Lee",
        "person",
    ),
    ("I inside a quotation", '[Ann Lee] said: <"I told you that [I] think it rains.">', "Ann Lee", "person"),
    ("we inside a quotation", '[Ann Lee] said: <"Yes, [we] believe it rains.">', "Ann Lee", "person"),
    ("I outside is the writer", "It rained. [I] think it will rain.", "AUTHOR", "author"),
    ("I under a signature", "It rained. [I] think it will rain.\n\nAnn Lee.", "Ann Lee", "person"),
    (
        "I under a byline",
        "By Ann Lee\n\nIt rained a lot in May. [I] think it will rain.",
        "Ann Lee",
        "person",
    ),
    ("this reporter", "It rained. As [this reporter] said, it will rain.", "AUTHOR", "author"),
    ("they, of a group", "[Some farmers] said no. [They] said it again.", "Some farmers", "group"),
    ("cataphora is no reason to fail", "[He] said no.", "He", "unnamed"),
    ("announced", "Kim Jong-un came. In [her] reply, Ann Lee said no.", "Ann Lee", "person"),
    (
        "an answer tells the gender",
        "Zoe Hart left. Tane Mak came. [He] said no. Hine Raw came. [She] said no. [He] said so.",
        "Tane Mak",
        "person",
    ),
    ("they, of one", "Robin Ash built it. [They] said no.", "Robin Ash", "person"),
]

SEVERAL: list[Row] = [
    (
        "the first name ends an introduction",
        "With the Danish premier, [Sofie Lund, Polish president Marek Zielny] said no.",
        "Marek Zielny",
        "person",
    ),
    ("two names", "Ann Lee and Dan Moore came. [Lee and Moore] said no.", "Ann Lee | Dan Moore", "group"),
    (
        "three names",
        "[Ann Lee, Dan Moore and Carl Moss] said no.",
        "Ann Lee | Dan Moore | Carl Moss",
        "group",
    ),
    (
        "titles and places",
        "[Senator Ann Lee of Texas and Senator Dan Moore of Ohio] said no.",
        "Ann Lee | Dan Moore",
        "group",
    ),
    (
        "appositions",
        "[Ann Lee, the mayor, and Dan Moore, the governor,] said no.",
        "Ann Lee | Dan Moore",
        "group",
    ),
    ("brackets", "[Sens. Ann Lee (D-Ohio) and Dan Moore (R-Iowa)] said no.", "Ann Lee | Dan Moore", "group"),
    ("and within an apposition", "[Ann Lee, a doctor and writer,] said no.", "Ann Lee", "person"),
    (
        "and within a clause",
        "[Ann Lee, who has met Dan Moore and backed Carl Moss,] said no.",
        "Ann Lee",
        "person",
    ),
    (
        "and within a name",
        "[The Department of Health and Human Services] said no.",
        "Department of Health and Human Services",
        "organisation",
    ),
    ("lawyer and friend is one", "[lawyer and activist Ann Lee] said no.", "Ann Lee", "person"),
    (
        "name and others",
        "Dan Moore came. [Moore and other farmers] said no.",
        "Dan Moore | other farmers",
        "group",
    ),
    ("plain list is one group", "[Farmers and local doctors] said no.", "Farmers and local doctors", "group"),
    ("examples of a group", "Dan Moore came. [Farmers like Moore] said no.", "Farmers | Dan Moore", "group"),
    ("places", "[Britain and France] said no.", "Britain | France", "group"),
    ("three places", "[Germany, Britain and France] said no.", "Germany | Britain | France", "group"),
    (
        "they, of two",
        "[Ann Lee and Dan Moore] said no. [They] said it again.",
        "Ann Lee | Dan Moore",
        "group",
    ),
    (
        "the two",
        "Ann Lee met Dan Moore. Lee met Moore again. [The two] said no.",
        "Ann Lee | Dan Moore",
        "group",
    ),
    (
        "Mr. and Mrs.",
        "Bill Hart and Mary Hart came. [Mr. and Mrs. Hart] said no.",
        "Bill Hart | Mary Hart",
        "group",
    ),
    ("shared surname, both", "[Bill and Mary Hart] said no.", "Bill Hart | Mary Hart", "group"),
]

ROWS = [*NAMES, *ORGANISATIONS, *DESCRIPTIONS, *PRONOUNS, *SEVERAL]


@pytest.mark.parametrize(("text", "name", "kind"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_the_source_is_given_its_speaker(text: str, name: str, kind: SpeakerKind) -> None:
    speaker = resolve(text).quotations[-1].speaker
    assert speaker is not None
    assert (speaker.name.removeprefix("The ").removeprefix("the "), speaker.kind) == (name, kind)


@pytest.mark.parametrize("count", [1, 3, 10])
@pytest.mark.parametrize("last", ["Wang Jun", "Al Berg"])
def test_who_speaks_at_length_comes_no_further_away_by_it(last: str, count: int) -> None:
    long = " ".join(["It was wet."] * count)
    text = f'Ben Fox said: "Go home."\n\n{last} said: "{long}"\n\nHe said: "It was late."'
    document = quotekit.Pipeline(attributor=RuleAttributor()).attribute(text)
    assert [q.speaker.name for q in document.quotations if q.speaker] == ["Ben Fox", last, last]


def test_a_surname_that_two_bear_is_an_alias_of_neither() -> None:
    document = quotekit.attribute('Judith Ames and Carl Ames came. "Tear it down," Ames said.')
    assert {speaker.name: speaker.aliases for speaker in document.speakers} == {
        "Ames": (),
        "Judith Ames": (),
        "Carl Ames": (),
    }
    assert document.said_by("Judith Ames") == document.said_by("Carl Ames") == ()


@pytest.mark.parametrize(
    ("verb", "last"),
    [("replied", "Tuomo Saari"), ("answered", "Tuomo Saari"), ("added", "Bo Khan")],
)
def test_nobody_answers_themselves(verb: str, last: str) -> None:
    text = f"“They are clean,” said Tuomo Saari.\n\n“Who checked?” asked Bo Khan.\n\n“I did,” he {verb}."
    document = quotekit.Pipeline(attributor=RuleAttributor()).attribute(text)
    assert [q.speaker.name for q in document.quotations if q.speaker] == ["Tuomo Saari", "Bo Khan", last]


def test_the_word_that_tells_two_apart() -> None:
    text = 'Fire chief Al Fox said: "No." Police chief Ben Lee said: "No." The fire chief said: "Yes."'
    document = quotekit.Pipeline(attributor=RuleAttributor()).attribute(text)
    assert [q.speaker.name for q in document.quotations if q.speaker] == ["Al Fox", "Ben Lee", "Al Fox"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The National Reed and Barley Forum (NRBF) met. It rained. [NRBF] said no.",
            "National Reed and Barley Forum",
        ),
        ("The Society against Noise (San) met. It rained. [San] said no.", "Society against Noise"),
        ("[Freedonia's Foreign Ministry] said no.", "Freedonia's Foreign Ministry"),
        ("The Moth Society of Exeter met. [The Moth Society] said no.", "Moth Society of Exeter"),
        ("[The Committee of the Blue Moon] said no.", "Committee of the Blue Moon"),
        ("The United States met Chile. It rained. [The U.S.] said no.", "United States"),
        ("[Natural Resources and Environment Minister Ana Ruiz] said no.", "Ana Ruiz"),
        ("[President Hassan Sheikh Noor] said no.", "Hassan Sheikh Noor"),
        ("Sheikh Habiba came. [Habiba] said no.", "Sheikh Habiba"),
    ],
)
def test_names_are_as_long_as_the_text_tells(text: str, name: str) -> None:
    speaker = resolve(text).quotations[-1].speaker
    assert speaker is not None
    assert speaker.name == name


@pytest.mark.parametrize(
    ("name", "noun", "pronoun"),
    [
        ("Ashby Council", "council", "It"),
        ("Barton Bank", "bank", "It"),
        ("Kassala University", "university", "It"),
        ("Mary Church", "mother", "She"),
    ],
)
def test_a_body_that_says_something_is_no_person(name: str, noun: str, pronoun: str) -> None:
    text = (
        f"Work began in March. ‘The ferry has to go,’ shouted {name}. The river rose overnight. "
        f"‘Who would have thought it?’ warned the {noun}. {pronoun} said: ‘It is late.’"
    )
    document = quotekit.attribute(text)
    assert [q.speaker.name for q in document.quotations if q.speaker][::2] == [name, name]


@pytest.mark.parametrize("opening", ["Said nothing", "Is it", "Had said so", "Were they", "Added"])
def test_a_sentence_that_opens_with_its_verb_has_no_subject_before_it(opening: str) -> None:
    assert resolve(f"Ann Lee came. {opening} was late. [It] said no.").quotations[-1].speaker is not None


def test_a_thing_that_a_sentence_is_about_is_it() -> None:
    document = resolve("Turkish artillery targeted a hill. [It] said no.")
    assert document.quotations[0].speaker.name == "Turkish artillery"


def test_the_latter_is_the_last_named() -> None:
    document = resolve("Mayor Ana Silva met the judge Piotr Zielinski. [The latter] said no.")
    assert document.quotations[0].speaker.name == "Piotr Zielinski"


def test_speech_that_goes_on_in_the_next_paragraph_is_the_bodys_that_spoke() -> None:
    text = (
        "“It is late,” said Ann Lee. She left.\n\n“We are ready,” the Marlow Council declared.\n\n“Go home.”"
    )
    *_, last = quotekit.attribute(text).quotations
    assert last.speaker is not None
    assert last.speaker.name == "Marlow Council"


def test_a_small_word_before_an_office_hides_nobody() -> None:
    document = resolve("It rained on the day of Foreign Minister Ana Robles. [The minister] said no.")
    assert document.quotations[0].speaker.name == "Ana Robles"
