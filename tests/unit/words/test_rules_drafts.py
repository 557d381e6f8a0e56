"""The rules for drafts find what people usually say, where it stands, and leave what only looks alike."""

from __future__ import annotations

import time

import pytest

from reknit.words.labels import FAULTS, PARTS
from reknit.words.rules import rules
from reknit.words.text import cut

FOUND = [
    ("regret", "I am sorry that I lied about the rent.", "sorry that I lied"),
    ("regret", "I wish I had never opened that letter.", "wish I had never"),
    ("regret", "I'm ashamed of how I spoke to you.", "ashamed of how"),
    ("what_happened", "I shouted at you in the car park.", "I shouted"),
    ("what_happened", "Sorry for reading your diary in June.", "Sorry for reading your diary in"),
    ("what_happened", "i told your mum about the job before u did", "i told your"),
    ("responsibility", "Nobody made me. It was my choice.", "my choice"),
    ("responsibility", "There is no excuse for it.", "no excuse"),
    ("responsibility", "I was wrong to go behind your back.", "I was wrong to"),
    ("responsibility", "That's on me.", "That's on me"),
    ("harm", "You had to explain it to your whole family.", "You had to explain"),
    ("harm", "You stood there alone with the cake.", "You stood there"),
    ("harm", "I left you waiting in the rain.", "I left you waiting"),
    ("change", "I've been sober since March.", "sober since"),
    ("change", "I see a counsellor every Tuesday.", "I see a counsellor"),
    ("change", "I've quit gambling.", "I've quit gambling"),
    ("repair", "I'll pay for the window.", "I'll pay for"),
    ("repair", "Happy to replace the lamp.", "Happy to replace"),
    ("repair", "I can post it or leave it.", "or leave it"),
    ("forgiveness", "Can you ever forgive me?", "Can you ever forgive"),
    ("forgiveness", "I hope you can find it in your heart.", "find it in your"),
    ("conditional", "Sorry if that upset you.", "Sorry if"),
    ("conditional", "I apologise for whatever I may have done.", "apologise for whatever"),
    ("conditional", "If I hurt you, I never meant it.", "If I hurt"),
    ("but", "I'm sorry, but you were late too.", "sorry, but you"),
    ("but", "I shouldn't have shouted. In fairness, so did you.", "In fairness"),
    ("but", "I was wrong. Having said that, it was one time.", "Having said that"),
    ("blame_shift", "I'm sorry you feel that way.", "sorry you feel"),
    ("blame_shift", "You pushed me, that's all.", "You pushed me"),
    ("blame_shift", "It takes two to argue.", "takes two to"),
    ("fog", "Mistakes were made.", "Mistakes were made"),
    ("fog", "One thing led to another.", "One thing led"),
    ("fog", "Words were exchanged that night.", "were exchanged"),
    ("demand", "Answer me.", "Answer me"),
    ("demand", "I deserve an explanation.", "I deserve an"),
    ("demand", "You owe me that much.", "You owe me that"),
    ("get_back", "Please come home to me.", "come home to me"),
    ("get_back", "Give us one more chance.", "Give us one more"),
    ("get_back", "They played our song.", "our song"),
    ("pleading", "Please, please just read this.", "Please, please"),
    ("pleading", "I'm begging you.", "begging you"),
    ("pleading", "I'm nothing without you.", "I'm nothing without"),
    ("guilt", "After everything I did for you.", "After everything I did for"),
    ("guilt", "I haven't slept since you left.", "haven't slept since"),
    ("guilt", "You destroyed me.", "You destroyed me"),
    ("insult", "You are a selfish liar.", "You are a selfish liar"),
    ("insult", "Well done, mother of the year.", "mother of the year"),
    ("insult", "go to hell", "go to hell"),
    ("threat", "You'll regret this.", "You'll regret"),
    ("threat", "It'd be a pity if your boss saw them.", "be a pity if"),
    ("threat", "Wait till your mother hears about it.", "Wait till your mother hears"),
    ("mind_reading", "You're a narcissist.", "narcissist"),
    ("mind_reading", "Deep down it was never me.", "Deep down"),
    ("mind_reading", "You are scared of being happy.", "You are scared of being"),
    ("always_never", "You never once asked how I was.", "You never once"),
    ("always_never", "It's the same every time with you.", "It's the same every"),
    ("always_never", "Nothing I did was ever good enough.", "Nothing I did was ever good enough"),
    ("jealousy", "Are you seeing someone?", "seeing someone"),
    ("jealousy", "So who's the new guy?", "So who's"),
    ("jealousy", "Heard you were out with him on Friday.", "Heard you were out with him"),
    ("third_party", "Even your sister sees it.", "Even your sister"),
    ("third_party", "The kids keep asking why you left.", "kids keep asking"),
    ("third_party", "I've put it all up on Facebook.", "put it all up on Facebook"),
    ("cold", "Noted.", "Noted"),
    ("cold", "whatever", "whatever"),
    ("cold", "Do what you want.", "Do what you"),
    ("over_the_top", "Hello gorgeous", "Hello gorgeous"),
    ("over_the_top", "You are the most beautiful human alive", "most beautiful human alive"),
    ("over_the_top", "a million kisses", "million kisses"),
]

NEAR = [
    ("regret", "Sorry to bother you about the keys."),
    ("regret", "I'm sorry for your loss."),
    ("what_happened", "You told me about the job."),
    ("what_happened", "What happened on Sunday was bad."),
    ("responsibility", "It was nobody's choice, the school moved it."),
    ("responsibility", "I guess we could both look at the bill."),
    ("harm", "I had to explain it to the bank."),
    ("harm", "Sorry if you felt you had to leave."),
    ("change", "I will change, you will see."),
    ("change", "The group meets on the pitch, bring boots."),
    ("repair", "I'd pay anything to have you home."),
    ("repair", "Could you pay the gas bill?"),
    ("forgiveness", "Forgive the late reply."),
    ("forgiveness", "You needn't forgive me."),
    ("conditional", "If Thursday is no good, come on Friday."),
    ("conditional", "Tell me if you want the sofa."),
    ("but", "The bus was late but I got there."),
    ("but", "I am sorry that I lied."),
    ("blame_shift", "I'm sorry that I made you feel that way."),
    ("blame_shift", "It takes two hours by bus."),
    ("fog", "I made a mistake."),
    ("fog", "The lines at the post office were long."),
    ("demand", "No need to answer."),
    ("demand", "The form has to be back by the tenth."),
    ("get_back", "I'll be back on Thursday."),
    ("get_back", "Can I get my drill back?"),
    ("pleading", "Please bring her coat."),
    ("pleading", "Please find the form attached."),
    ("guilt", "After all that rain the cellar is dry."),
    ("guilt", "You owe me nothing."),
    ("insult", "That bloody washing machine broke again."),
    ("insult", "You were right about the boiler."),
    ("threat", "The agent will write to us both."),
    ("threat", "Mind how you go on the ice."),
    ("mind_reading", "I don't know what you are thinking."),
    ("mind_reading", "You told me you were tired."),
    ("always_never", "The bus is always late."),
    ("always_never", "You have two parcels here."),
    ("jealousy", "Did you see the doctor?"),
    ("jealousy", "I saw the new bridge, it's open."),
    ("third_party", "The kids are at swimming until four."),
    ("third_party", "My sister had the baby."),
    ("cold", "Noted, thanks, I'll bring the form on Monday."),
    ("cold", "Fine by me, pick her up at three."),
    ("over_the_top", "Happy birthday, hope it's a good one."),
    ("over_the_top", "Well done on the exam!"),
]


def spans(label: str, typed: str) -> set[str]:
    """Return the words in which the rules for drafts find a label."""
    text = cut(typed)
    hits = [hit for hit in rules().find(text) if hit.rule.label == label and not hit.rule.level]
    return {typed[text.starts[hit.first] : max(text.ends[hit.first : hit.last])] for hit in hits}


@pytest.mark.parametrize(("label", "typed", "found"), FOUND)
def test_what_people_usually_say_is_found_where_it_stands(label: str, typed: str, found: str) -> None:
    assert found in spans(label, typed)


@pytest.mark.parametrize(("label", "typed"), NEAR)
def test_what_only_looks_alike_is_left(label: str, typed: str) -> None:
    assert spans(label, typed) == set()


def test_every_part_and_fault_has_rules_and_is_tried_both_ways() -> None:
    labels = {*PARTS, *FAULTS}
    assert labels == {rule.label for rule in rules().every if not rule.level}
    for cases in (FOUND, NEAR):
        tried = [label for label, *_ in cases]
        assert all(tried.count(label) >= 2 for label in labels)


def test_no_phrase_stands_twice_under_a_label() -> None:
    every = [(rule.label, rule.level, rule.source, rule.words_at_most) for rule in rules().every]
    assert len(set(every)) == len(every)


def test_no_rule_is_slow_on_a_text_that_has_all_its_words() -> None:
    for rule in rules().every:
        words = " ".join(min(choice) for choice in (rule.anchors, *rule.needs))
        began = time.process_time()
        list(rules().find(cut(f"{words} x " * 300)))
        assert time.process_time() - began < 2, rule.source
