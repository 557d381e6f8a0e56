"""English is told from its neighbours, also in lower case and text-speak; a mixed chat says its share."""

from __future__ import annotations

import polars as pl
import pytest

from reknit.history.lexicon import hear_language

ENGLISH = {
    "plain": """
I'll be home around seven, do you need anything from the shop?
Thanks for cooking last night, it was really good
Did you remember to call your mother back
We should go somewhere this weekend if the weather holds
I have been thinking about what you said
""",
    "text-speak": """
hey u ok? wot u up 2 later
cant come tonite got work till 10 soz
lol yeah ill tell u wen i see u
r u still mad at me or what
just got home gonna have a bath n sleep
""",
    "second language": """
I am reaching home in ten minutes only
Today my boss was very angry with everyone
You have eaten your lunch or not yet
We will go to see my cousin on sunday
I was thinking the same thing since morning
""",
    "irish": """
sure look it'll be grand so it will
are you coming over after the match or what
I'm only after getting in from work now
would you ever ring your mam back
that was some night, my head is in bits
""",
}

OTHERS = {
    "german": """
Ich bin heute erst um sieben zu Hause, brauchst du noch was?
Danke für das Essen gestern, es war so gut
hast du an den Termin gedacht oder nicht
Wir sollten am Wochenende mal wieder wandern gehen
das war so lustig, ich kann nicht mehr
ok dann bis später, fahr vorsichtig
""",
    "spanish": """
llego a casa a las siete, quieres que compre algo?
gracias por la cena de anoche, estaba muy rica
no me has contestado en todo el dia
vamos a la playa este fin de semana si hace sol
te echo mucho de menos mi vida
jajaja que malo eres
""",
    "french": """
je rentre vers sept heures, tu veux que je prenne du pain ?
merci pour hier soir c'était vraiment bien
tu as pensé à appeler ta mère
on devrait partir quelque part ce week-end
je suis fatigué, on se parle demain
mdr t'es trop bête
""",
    "dutch": """
ik ben om zeven uur thuis, heb je nog iets nodig?
bedankt voor het koken gisteren, was echt lekker
heb je je moeder nog gebeld
we moeten dit weekend echt even weg
ik was zo moe dat ik in slaap viel
wat is er met je aan de hand
""",
    "portuguese": """
chego em casa às sete, precisa de alguma coisa?
obrigado pelo jantar de ontem, estava ótimo
você lembrou de ligar para a sua mãe
a gente podia viajar no fim de semana
to com saudade de você
kkkkk para com isso
""",
    "turkish": """
yedi gibi evde olurum, bir şey lazım mı
dün akşam için teşekkürler, çok güzeldi
anneni aramayı unutma sakın
hafta sonu bir yere gidelim mi
seni çok özledim ya
bugün çok yoruldum erken yatacağım
""",
    "hindi in latin": """
main saat baje ghar aa jaunga, kuch chahiye kya
kal raat ka khana bahut accha tha yaar
tumne mummy ko phone kiya ya nahi
is weekend kahin ghumne chalte hain
mujhe tumhari bahut yaad aa rahi hai
aaj bahut thak gaya hoon yaar
""",
    "arabic": """
سأصل إلى البيت في السابعة هل تحتاجين شيئا
شكرا على العشاء أمس كان رائعا
هل اتصلت بأمك أم لا
يجب أن نسافر في نهاية الأسبوع
اشتقت إليك كثيرا يا حبيبي
""",
    "arabic in latin": """
ana jay 3al bayt 3al sab3a badik shi
shukran 3al 3asha mbere7 kan ktir tayeb
7akeyte ma3 immik wala la2
lezem nsafer bel weekend shi mara
shta2tellik ktir habibi
""",
    "italian": """
torno a casa verso le sette, ti serve qualcosa?
grazie per la cena di ieri sera, era buonissima
hai chiamato tua madre o no
dovremmo andare via questo fine settimana
mi manchi tanto amore mio
""",
    "swedish": """
jag är hemma vid sju, behöver du något från affären?
tack för maten igår, den var jättegod
har du ringt din mamma eller inte
vi borde åka bort i helgen
jag saknar dig så mycket
""",
    "polish": """
będę w domu o siódmej, potrzebujesz czegoś
dzięki za wczorajszą kolację, była pyszna
zadzwoniłaś do mamy czy nie
powinniśmy gdzieś pojechać w weekend
tęsknię za tobą bardzo
""",
    "indonesian": """
aku sampai rumah jam tujuh, kamu butuh apa
makasih buat makan malam kemarin enak banget
kamu udah telepon mama belum
akhir pekan ini kita jalan yuk
aku kangen kamu banget
""",
    "tagalog": """
uuwi ako ng alas siyete, may kailangan ka ba
salamat sa hapunan kagabi ang sarap
tinawagan mo na ba ang nanay mo
dapat umalis tayo ngayong linggo
miss na miss na kita mahal
""",
}


def chat(paragraph: str, times: int = 8) -> list[str]:
    """Return the lines of a paragraph, often enough to judge."""
    return paragraph.strip().splitlines() * times


@pytest.mark.parametrize("kind", ENGLISH)
def test_english(kind: str) -> None:
    language = hear_language(pl.Series(chat(ENGLISH[kind])))
    assert language.code == "en"
    assert language.share > 0.9


@pytest.mark.parametrize("kind", OTHERS)
def test_another_language(kind: str) -> None:
    language = hear_language(pl.Series(chat(OTHERS[kind])))
    assert language.code is None
    assert language.share < 0.25


def test_a_mixed_chat_says_its_share() -> None:
    texts = chat(ENGLISH["plain"]) + chat(OTHERS["hindi in latin"])
    language = hear_language(pl.Series(texts))
    assert 0.3 < language.share < 0.7


def test_too_few_messages_say_nothing() -> None:
    assert hear_language(pl.Series(chat(ENGLISH["plain"], times=2))) == (None, 0.0)
    assert hear_language(pl.Series([], dtype=pl.String)) == (None, 0.0)
    assert hear_language(pl.Series([None, "ok", "yes"] * 50)) == (None, 0.0)
