"""Who speaks by the case and place of words, in Czech, Dutch, French, German, Portuguese and Russian."""

from __future__ import annotations

import pytest
from marked_parts import marked_up

from quotekit import lexicon
from quotekit.attribution.languages.subjects import Subjects


@pytest.mark.parametrize(
    ("language", "marked", "settled"),
    [
        ("de", "{c:„Ja“}, {q:sagte} er {s:der Zeitung}.", "er"),
        ("ru", "{c:«Да»}, — {q:сказал} он {s:дочери}.", "он"),
        ("ru", "{c:«Да»}, — {q:сказал} {s:он, директор}.", "он, директор"),
        ("de", "{c:„Ja“}, {s:Ida Moll} {q:bat} sie zu gehen.", "Ida Moll"),
        ("de", "{c:Es sei zu}, {q:hieß} es im Amt.", ""),
        ("ru", "{s:Мне} {q:сказали}, {c:что он ушёл}.", ""),
        ("de", "{q:Laut} {s:ihm} {c:ist es zu}.", "ihm"),
        ("de", "{s:Seine} {q:Begründung}: {c:„Ja.“}", "Seine"),
        ("de", "{c:„Nein!“}, {q:rief} sie {s:den Gästen} {q:zu}.", "sie"),
        ("de", "{c:„Ja“}, {q:sagte} {s:ein Sprecher} in Ulm.", "ein Sprecher"),
        ("de", "Ihm {q:zufolge} {c:ist es zu}.", "Ihm"),
        # Who is spoken to is not who speaks, and may stand before.
        ("cs", "{c:„Ano,“} {q:řekl} {s:ČTK} mluvčí města Jan Orel.", "mluvčí města Jan Orel"),
        ("cs", "{c:„Ano,“} {q:řekla} mu Nina a odešla.", "Nina"),
        ("cs", "{c:„Ano,“} {q:řekl} {s:novinářům}\n\nMěsto v číslech", ""),
        ("cs", "{c:„Ano,“} {q:řekl} mu tiše.", ""),
        ("cs", "{c:„Ano,“} {q:prohlásil} před {s:soudem}.", ""),
        ("cs", "{c:„Ano,“} {q:řekl} novinářům ve {s:Sněmovně}.", ""),
        ("cs", "{c:„Ano,“} {q:uvedli} na {s:radnici}.", "radnici"),
        ("cs", "{q:Podle něj} {c:je zavřeno}.", "něj"),
        ("cs", "{q:Podle} {c:něj je zavřeno}.", "něj"),
        ("cs", "{q:Podle} nich {s:úřad} {c:zavřel}.", "nich"),
        ("de", "{q:Laut} {s:seinem Anwalt} {c:ist es zu}.", "seinem Anwalt"),
        ("ru", "{c:Мост закрыт}, {q:сообщили} {s:ТАСС} в пресс-службе.", "пресс-службе"),
        ("ru", "{c:Мост закрыт}, {q:сообщает} {s:ТАСС}.", "ТАСС"),
        ("ru", "{q:Как рассказал} {s:«Часу»} директор рынка, {c:он закрыт}.", "директор рынка"),
        ("ru", "{c:«Да»}, — {q:сообщил} мэр {s:после заседания}.", "мэр"),
        ("ru", "{q:Как стало известно} {s:газете}, {c:рынок закрыт}.", ""),
        ("ru", "{q:По его словам}, {c:рынок закрыт}.", "его"),
        # A common noun in the dative has been told; a name that ends so has not.
        ("ru", "{c:«Да»}, — {q:обещал} {s:соседям подрядчик}.", "подрядчик"),
        ("cs", "{c:„Ano,“} {q:slíbil} {s:sousedům hajný}.", "hajný"),
        ("ru", "{c:«Да»}, — {q:сказал} {s:Абрам Орлов}.", "Абрам Орлов"),
        ("ru", "{c:«Да»}, — {q:шепнула} {s:мадам Орлова}.", "мадам Орлова"),
        # Where the subject is left out, who was told is not in its place.
        ("ru", "{c:«Да»}, — {q:сказал} {s:брату} и вышел.", ""),
        ("ru", "{c:«Да»}, — {q:спросил} у {s:Петра}.", ""),
        ("ru", "Подошёл к {s:начальнику} и {q:говорит}: {c:«Да»}.", ""),
        ("ru", "Тут {s:меня} {q:спрашивают}: {c:«Да?»}", ""),
        ("ru", "{s:Потом} {q:добавил}: {c:«Да»}.", ""),
        ("cs", "{s:Pak} {q:dodal}: {c:„Ano.“}", ""),
        ("cs", "{c:„Ano,“} {q:řekl} {s:sousedovi} a odešel.", ""),
        ("ru", "{c:«Да»}, — {q:сказал} {s:Петру Ильичу} тренер.", "тренер"),
        ("ru", "{c:«Да»}, — {q:сказал} {s:Неру} на митинге.", "Неру"),
        ("ru", "{c:«Да»}, — {q:сказал} {s:Сергей Кару} жене.", "Сергей Кару"),
        ("ru", "{c:«Да»}, — {q:сказал} ему он.", "он"),
        ("ru", "{s:Кто-то} {q:сказал}: {c:«Да»}.", "Кто-то"),
        ("ru", "{c:«Да»}, — {q:сказал} {s:соседям кто-то из зала}.", "кто-то из зала"),
        # Words around a source are none of it, and what they leave is not lost.
        ("ru", "{s:Вчера Анна Орлова} в Перми {q:сказала}: {c:«Да»}.", "Анна Орлова"),
        ("ru", "А {s:тот ему} {q:отвечает}: {c:«Да»}.", "тот"),
        ("ru", "У {s:меня сосед} {q:спрашивает}: {c:«Да?»}", "сосед"),
        ("ru", "{s:И} тут же {q:добавил}: {c:«Да»}.", ""),
        ("cs", "{s:Ten člověk} {q:řekl}: {c:„Ano.“}", "Ten člověk"),
        ("de", "{s:Gestern Ida Moll} {q:sagte}: {c:„Ja.“}", "Ida Moll"),
        # Behind where it is said, and to whom, stands who says it.
        ("ru", "{c:«Да?»} — {q:спросила} у гостя хозяйка.", "хозяйка"),
        ("ru", "{c:«Да?»} — {q:спросила} у {s:гостя хозяйка}.", "хозяйка"),
        ("ru", "{c:«Да»}, — {q:сказала} из-за {s:прилавка продавщица}.", "продавщица"),
        ("ru", "{c:«Да»}, — {q:сказал} коллегам {s:с трибуны мэр}.", "мэр"),
        ("ru", "{c:«Да»}, — {q:сказал} в беседе с {s:корреспондентом газеты «Нива» мэр}.", "мэр"),
        ("ru", "{c:«Да»}, — {q:сказал} в последнем интервью Орлов.", "Орлов"),
        ("ru", "{c:«Да»}, — {q:сказал} на встрече агентства агент.", "агент"),
        ("ru", "{c:Мост закрыт}, {q:рассказали} «Часу» в городской думе.", "городской думе"),
        ("ru", "{c:Мост закрыт}, {q:говорится} в {s:сводке МЧС}.", "сводке МЧС"),
        ("ru", "{c:«Да»}, — {q:сказал} в зале и вышел.", ""),
        ("ru", "{c:«Да?»} — {q:спросил} у дежурного врач.", "врач"),
        ("ru", "{c:«Да»}, — {q:сказал} в районном суде.", ""),
        ("ru", "{c:«Да»}, — {q:шепнул} {s:мне} на ухо швейцар.", "швейцар"),
        # Whom a source refers to is somebody else.
        ("ru", "{c:Мост закрыт}, {q:сообщает} ТАСС-Юг {s:со ссылкой на полицию}.", "ТАСС-Юг"),
        ("ru", "{c:Мост закрыт}, {q:пишет} {s:газета со ссылкой на полицию}.", "газета"),
        ("de", "{c:Es ist zu}, {q:meldet} {s:der Sender unter Berufung auf die Polizei}.", "der Sender"),
        ("ru", "{c:«Да»}, — {q:сказала} сестру и взяла корзину.", ""),
        ("ru", "{c:«Да»}, — {q:обратился} к погорельцам глава района.", "глава района"),
        ("ru", "{c:«Да»}, — {q:заверил} {s:жильцов наставник «Искры»}.", "наставник «Искры»"),
        ("ru", "{c:«Да»}, — {q:сказал} после просмотра {s:повтора судья Орлов}.", "судья Орлов"),
        ("ru", "{c:Мост закрыт}, {q:заверили} {s:жильцов} в мэрии.", "мэрии"),
        # Before whoever is told stands who tells.
        ("ru", "Она {s:ему} {q:отвечает}: {c:«Да»}.", "Она"),
        ("ru", "Тогда он {s:ей} {q:сказал}: {c:«Да»}.", "он"),
        # The subject of an earlier verb that agrees is that of the cue.
        ("ru", "Катя долго смотрела в окно, а потом {q:сказала}: {c:«Да»}.", "Катя"),
        ("ru", "Вечером старая Марфа встала и {q:сказала} внуку: {c:«Да»}.", "старая Марфа"),
        ("ru", "Потом сняли шапки соседи, гости не встали и {q:сказали}: {c:«Да»}.", "гости"),
        ("ru", "В тот день Анна встала и {q:сказала}: {c:«Да»}.", "Анна"),
        ("ru", "Вчера старик, не поднимая головы, тихо {q:сказал}: {c:«Да»}.", "старик"),
        ("ru", "В том году Лев Орбели, встав, {q:сказал} {s:гостям}: {c:«Да»}.", "Лев Орбели"),
        ("ru", "Когда {s:его} {q:спросили}, {c:как он спал}, он ушёл.", ""),
        ("ru", "Кроме того, {q:сказал}: {c:«Да»}.", ""),
        ("ru", "В беседе с {s:министром директор} {q:сказал}: {c:«Да»}.", "директор"),
        # What is written stands where it is written.
        ("ru", "{c:«Да»}, {q:говорится} в письме.", "письме"),
        ("fr", "{c:« Oui »}, {q:lit-on} dans la lettre.", "la lettre"),
        ("nl", "{c:‘Ja’}, {q:staat} in het rapport van {s:de gemeente}.", "het rapport van de gemeente"),
        ("pt", "{c:«Sim»}, {q:lê-se} no comunicado.", "comunicado"),
        ("de", "Auf {s:der Webseite} {q:stand} am Abend: {c:„Ja.“}", "der Webseite"),
        ("ru", "{s:Ему} {q:возражает} эколог: {c:«Да»}.", "эколог"),
        ("ru", "{s:Мне} {q:говорят}: {c:«Да»}.", ""),
        ("ru", "{c:«Да»}, — {q:ответила} {s:мужу}.", ""),
        ("ru", "Также поправил очки и {q:сказал}: {c:«Да»}.", ""),
        # Not of one that does not agree, or in another sentence, or where the clause has no subject.
        ("ru", "Толстяк достал кошелёк, отсчитал {s:деньги} и {q:сказал}: {c:«Да»}.", "Толстяк"),
        ("ru", "К воротам подошёл {s:офицер} и {q:сказал}: {c:«Да»}.", "офицер"),
        ("ru", "Тут подошли {s:соседи} и {q:сказали}: {c:«Да»}.", "соседи"),
        ("ru", "Тогда Левченко вошёл, огляделся и вдруг {q:сказал}: {c:«Да»}.", "Левченко"),
        ("ru", "И вдруг голос за стеной {q:произнёс}: {c:«Да»}.", "голос"),
        ("ru", "В письме {q:говорилось}: {c:«Да»}.", "письме"),
        ("ru", "На стене {q:писали}: {c:«Да»}.", ""),
        ("ru", "Взял трубку и {q:ответил}: {c:«Да»}.", ""),
        # Czech leaves subjects out of the news.
        ("cs", "Návrh odmítl a {q:dodal}, {c:že odejde}.", ""),
        ("cs", "{c:„Ano,“} {q:krčí} {s:rameny}.", ""),
        ("cs", "Stařec dlouho mlčel, {s:pak} {q:řekl}: {c:„Ano.“}", ""),
        ("ru", "Двери открылись, и тут же {q:сказал}: {c:«Да»}.", ""),
        ("ru", "Катя встала. Потом {q:сказала}: {c:«Да»}.", ""),
        ("ru", "В старой избе сидела и {q:говорила}: {c:«Да»}.", ""),
        ("ru", "Когда буря утихла, {q:сказала}: {c:«Да»}.", ""),
    ],
)
def test_words_settle_who_speaks(language: str, marked: str, settled: str) -> None:
    said, tokenized = marked_up(marked, language)
    [found] = Subjects.of(lexicon.language(language)).settled(tokenized, [said])
    assert "".join(part.text for part in found.source) == settled
    assert not any(part.overlaps(other) for part in found.source for other in (*found.cue, *found.content))


def test_what_is_hearsay_has_no_source() -> None:
    said, tokenized = marked_up("{s:Ředitel} {q:prý} {c:o ničem nevěděl}.", "cs")
    [found] = Subjects.of(lexicon.language("cs")).settled(tokenized, [said])
    assert ([part.text for part in found.content], found.source) == (["Ředitel", "o ničem nevěděl"], ())
