"""Affection, thanks and apologies are heard in many spellings, and not in pizza or buses."""

from __future__ import annotations

import pytest

from tests.unit.history.lexicon.hearing import heard, rows

TABLE = """
I love you => love i you
love u => love
luv ya x => love kiss_sign
ily => love
ilysm 😭❤️ => love love_emoji
I love pizza => -love
i would love you to meet them => -love
love that song => -love
lots of love, mum says hi => love
love => love
goodnight my love => love pet_name greeting
I don't love you => -love
I don't love you anymore => ending -love
i'm so in love with you => love
you mean the world to me => love
you're my favourite person => love
do you still love me? => -love
i never stopped loving you => love
I loooove youuu => love
adore you => love
head over heels => love
love youuuu more => love
I miss you => miss
missing you like mad => miss
miss ur face => miss
i miss the bus every day => -miss logistics
I don't miss you => -miss
missed your call, ring me => -miss calls
sorry I missed you at the station => -miss
wish you were here => miss
cant wait to see you => miss
can't stop thinking about you => miss
bed feels empty without you => miss
I miss your cuddles => miss touch
we missed the start of the film => -miss
I really really miss you so much => miss
night babe => pet_name greeting
hey beautiful => pet_name greeting
the baby kicked today => -pet_name children
that view is beautiful => -pet_name
thanks hun => pet_name thanks
morning sunshine ☀️ => pet_name greeting
honey and lemon for your throat => -pet_name
oh dear => -pet_name
my darling => pet_name
ok sweetheart => pet_name
good night jaan => pet_name greeting
I want you so bad => desire
you look so sexy in that dress => desire
come back to bed 😏 => desire
i want you to call the plumber => -desire
can't keep my hands off you => desire
last night was amazing => desire
send me the naked truth => -desire
cuddles tonight? => touch
want to hold you => touch
big hug => touch
kiss kiss => touch
keep in touch => -touch
wooden spoon => -touch
i miss your cold feet => miss
missing your freezing feet => miss
you'll miss your train => -miss
fell asleep in your arms => touch
hold on a sec => -touch
you look beautiful tonight => compliment
you're the best => compliment
ur so funny => compliment
you are such a good listener => compliment
well done babe!! => compliment
proud of you => compliment support
you're not clever => -compliment
you're pretty late => -compliment
love your smile => compliment
what a beautiful day => -compliment
see you at 6 x => kiss_sign
night xx => kiss_sign
ok xxx 😘 => kiss_sign love_emoji
XOXO => kiss_sign
x marks the spot => -kiss_sign
solve for x please => -kiss_sign
need 2 x milk => -kiss_sign
mwah => kiss_sign
❤️ => love_emoji
home soon <3 => love_emoji
🥰🥰 => love_emoji
👍 => -love_emoji
on the way :* => love_emoji
👩‍❤️‍👨 => love_emoji
thanks => thanks
thank youuu => thanks
ty x => thanks
cheers love => thanks
no thanks => -thanks
thank god => -thanks
thanks for nothing => -thanks
you never say thank you => -thanks criticism
really appreciate it => thanks
you're a star => thanks
much appreciated => thanks
thank fuck that's done => -thanks
sorry => apology
soz => apology
Sorry I'm late => apology
sorry to hear that => support -apology
sorry for your loss => support -apology
i'm so sorry, I shouldn't have said that => apology
my bad => apology
it's all my fault => apology -defence
it's not my fault => defence -apology
I didn't mean to hurt you => apology
please forgive me => apology
I'm not sorry => -apology
you should say sorry => -apology
you never even said sorry => -apology criticism
better safe than sorry => -apology
sorry? => -apology
sorry not sorry => -apology
I feel sorry for her => -apology
i feel awful about what i said => apology disclosure
i was out of order last night => apology
I messed up => apology
really sry about earlier => apology
my apologies => apology
i owe you an apology => apology
sorry that you're feeling so low => support -apology
"""


@pytest.mark.parametrize(("text", "present", "absent"), rows(TABLE))
def test_closeness(text: str, present: set[str], absent: set[str]) -> None:
    found = heard(text)
    assert present - found == set()
    assert absent & found == set()
