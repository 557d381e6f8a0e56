"""Heat is heard only where it is plainly meant for the other."""

from __future__ import annotations

import pytest

from tests.unit.history.lexicon.hearing import heard, rows

HEAT = ("criticism", "contempt", "defence", "blame", "insult", "stonewall", "ending")

TABLE = """
You never listen => criticism
u never help around the house => criticism
you always make me laugh => -criticism
you never know => -criticism
you always do this => criticism
you're always on your phone => criticism
why can't you just listen for once => criticism
why don't you come over later => -criticism plan
why are you so selfish => criticism
I do everything around here => criticism
you don't even care => criticism
you could at least have called => criticism
you should've told me => criticism
you promised you'd be home => criticism
you forgot our anniversary => criticism
is it too much to ask for a text => criticism
you only think about yourself => criticism
I'm being selfish, i know => -criticism
so messy in here today => -criticism
sick of you ignoring me => criticism
your boss is so rude => -criticism
every time I try to talk you walk off => criticism
you're pathetic => contempt
grow up => contempt
you disgust me => contempt
i feel pathetic => -contempt
what is wrong with you => contempt
are you stupid? => contempt
yeah right, like you care 🙄 => contempt
you make me sick => contempt -health
cry me a river => contempt
work is a joke => -contempt
you're ridiculous 😂 => -contempt
don't hate you => -contempt
typical monday => -contempt
that's not what I said => defence
I was only trying to help => defence
what about when you forgot mine => defence
you're overreacting => defence
stop blaming me => defence
so it's all my fault then => defence
i can't do anything right => defence
i never said that => defence
i already said sorry => defence -apology
am i overreacting? => -defence
it's your fault => blame
this is because of you => blame
you made me feel like nothing => blame
you made me smile today => -blame
it's not your fault => support -blame
you ruined everything => blame
if you'd just listened we wouldn't be in this mess => blame
smiling because of you => -blame
look what you did => blame
you're such an idiot => insult
you idiot 😂 => -insult
i'm such an idiot => -insult
fuck you => insult
fuck off => insult
he's such a dick => -insult
my boss is a total prick => -insult
fucking hell its cold => -insult
stupid bitch => insult
shut up haha => -insult
shut up!! => -insult
just shut up => insult
you're not even listening => criticism
noted => -stonewall
noted. => stonewall
I AM trying => defence
stop shouting at me => defence
shut the fuck up => insult
piece of cake => -insult
this is fucking amazing => -insult
you're a liar => trust
whatever => stonewall
whatever you think is best babe => -stonewall
whatever. => stonewall
fine. => stonewall
fine => short_answer -stonewall
just leave it => stonewall
leave it by the door => -stonewall
do what you want => stonewall
i don't want to talk about it => stonewall
i don't care where we eat => -stonewall
I don't care anymore => stonewall
k. => stonewall short_answer
I'm done talking => stonewall
suit yourself => stonewall
drop it off at mum's => -stonewall
not this again => stonewall
never give up => -stonewall
let's break up => ending
I think we should break up => ending
they broke up last week => -ending
we break up for christmas on friday => -ending
it's over => ending
it's over by the bins => -ending
glad it's over => -ending
the film is over => -ending
I can't do this anymore => ending
I want a divorce => ending
this isn't working => ending
the wifi isn't working => -ending
i'm moving out on sunday => ending
come and get your stuff => ending
I'm never leaving you => -ending
i don't want to be with you => ending
we're done => ending
i'm done with work at 5 => -ending
you're breaking up, can't hear you => -ending
dumped me by text => ending
I'm jealous of her => trust
so jealous of your dinner => -trust
who is she? => trust question
were you lying to me => trust
lying in bed thinking of you => -trust miss
where were you last night => trust
I don't trust you => trust
trust me it's great => -trust
he cheated on me => trust
is there someone else => trust
i can't believe you remembered => -trust
were you going through my phone => trust
"""

CALM = """
can you pick up milk and bread please
I'll be home by six
the meeting ran over, sorry
what do you fancy for dinner?
mum says hi
I booked the tickets for saturday
love the new curtains
can't wait for the weekend
did you feed the cat
ok see you there
just landed, text you in a bit
haha that's brilliant
my train is delayed again
how was your day
happy anniversary my love
that film was awful
always love our sundays
you always know what to say
you never fail to cheer me up
I always feel better after a walk
she never calls her mum
"""


@pytest.mark.parametrize(("text", "present", "absent"), rows(TABLE))
def test_quarrel(text: str, present: set[str], absent: set[str]) -> None:
    found = heard(text)
    assert present - found == set()
    assert absent & found == set()


@pytest.mark.parametrize("text", CALM.strip().splitlines())
def test_no_heat_in_ordinary_messages(text: str) -> None:
    assert heard(text).isdisjoint(HEAT)
