"""Feelings and disclosure are heard where they are told, and not in the words' other meanings."""

from __future__ import annotations

import pytest

from tests.unit.history.lexicon.hearing import heard, rows

TABLE = """
I feel so sad today => sad disclosure i
im so upset about what happened => sad disclosure
watched such a sad film last night => -sad -disclosure
it was a really sad film => -sad
not happy about this at all => sad -glad
I'm not sad, honestly => -sad
cried my eyes out in the car => sad
I’ve been crying all morning => sad disclosure
crying with laughter 😂😂 => laughter -sad
I had a lump in my throat, i was in tears => sad
feeling a bit low tbh => sad disclosure
really down lately, dunno why => sad
the baby was crying all night => -sad
I'm scared of losing you => anxious disclosure
soooo nervous for tomorrow => anxious
i am really worried about my results => anxious disclosure
don't worry about it babe => -anxious
no worries x => -anxious
mum's worried about nan => -disclosure
I'm afraid we are out of milk => -anxious -disclosure
having a panic attack in the toilets => anxious
stressed out of my mind => anxious
I’m so angry with you right now => angry disclosure
he is such an annoying boss => angry -disclosure
this traffic is doing my head in => angry
pissed off with everyone => angry
i am sick of this => angry
please don't be mad => -angry
are you mad at me? => angry feeling_question -disclosure
mad busy today => -angry
I felt so hurt by what you said => hurt disclosure
you hurt me last night => hurt blame
my back hurts => -hurt health
nobody got hurt thankfully => -hurt
feeling guilty about sunday => hurt disclosure
i feel invisible when you're on that phone => hurt disclosure
I'm lonely here without you => lonely disclosure miss
I feel completely alone in this => lonely disclosure
leave me alone => stonewall -lonely
let alone a holiday => -lonely
she felt left out => lonely -disclosure
so tired => tired -disclosure
absolutely knackered after that shift => tired work
im exhausted => tired -disclosure
tired of arguing => angry -tired
I'm so happy with you => glad disclosure
happy birthday gorgeous!! => -glad -disclosure
happy to pick it up on the way => -glad
if you're happy with that => -glad
over the moon about the job => glad
so excited for saturday => glad
lucky you => -glad
feel really calm for once => calm
calm down will you => defence -calm
i finally feel safe => calm disclosure
i'm at peace with it => calm
I've been thinking about us a lot => disclosure
ive been thinking bout everything => disclosure
i need to tell you something => disclosure
I don't know what I want anymore => disclosure
dont know how i feel => disclosure
i had a bad dream about dad => disclosure
today was hard => disclosure
rough day today => disclosure
had such a shit day => disclosure
to be honest i never wanted that job => disclosure
can i be honest with you => disclosure
honestly i feel like a failure => disclosure
i feel like pizza tonight => -disclosure
I don't feel like going out => -disclosure
feel free to say no => -disclosure
I feel sick => health -disclosure
i hate myself sometimes => disclosure
I wish you could see how much this matters to me => disclosure
i'm struggling a bit at the moment => disclosure
when i was little my dad used to sing that => disclosure
i've never told anyone this => disclosure
part of me wants to move back home => disclosure
it scares me when you go quiet => disclosure
I can't sleep, my head is racing => disclosure
i'm not ok => disclosure
i'm not ok with that price => disclosure
can I vent for a sec => disclosure
opened up to my sister about it => disclosure
I hope you're happy => -disclosure
she is so sad about the dog => sad -disclosure
are you sad? => sad feeling_question -disclosure
picked up milk and bread => -disclosure logistics
bus is late again => -disclosure
I'm fine => -disclosure
I'm home => -disclosure home
i'm happy to help => -disclosure
I’m terrified of being a bad mum => anxious disclosure
been feeling really anxious lately => anxious disclosure
Feeling overwhelmed => anxious disclosure
I am proud of myself today => glad disclosure
my anxiety is through the roof => anxious disclosure
i kept it all to myself for months => i
I am feeling little bit low yaar => disclosure
pure gutted so i am => sad
"""


@pytest.mark.parametrize(("text", "present", "absent"), rows(TABLE))
def test_feelings(text: str, present: set[str], absent: set[str]) -> None:
    found = heard(text)
    assert present - found == set()
    assert absent & found == set()
