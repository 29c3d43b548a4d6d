"""Silver labels: guesses of the base model made consistent."""

from __future__ import annotations

from bench.entities.silver import Sentence, Silver

KNOWN = {("Kafka",): "PRODUCT", ("machine", "learning"): "TERM"}


def silver(*sentences: Sentence) -> Silver:
    return Silver(sentences, KNOWN, given={"ida"})


def test_a_listed_name_has_its_own_label_everywhere() -> None:
    sentence: Sentence = (["We", "run", "Kafka", "and", "machine", "learning"], [(2, 3, "GPE")])

    assert silver(sentence).spans(sentence) == [(2, 3, "PRODUCT"), (4, 6, "TERM")]


def test_a_name_takes_the_label_that_it_is_given_most_often() -> None:
    sentences: list[Sentence] = [(["At", "Ostwick", "now"], [(1, 2, label)]) for label in ("ORG", "GPE", "ORG")]

    assert silver(*sentences).spans(sentences[1]) == [(1, 2, "ORG")]


def test_what_is_mostly_found_is_found_everywhere_and_what_rarely_is_nowhere() -> None:
    mostly: list[Sentence] = [(["At", "Ostwick", "now"], [(1, 2, "ORG")])] * 3
    rarely: list[Sentence] = [(["So", "Yeah", "now"], [])] * 9 + [(["So", "Yeah", "now"], [(1, 2, "ORG")])]
    labels = silver(*mostly, *rarely)

    assert labels.spans((["In", "Ostwick"], [])) == [(1, 2, "ORG")]
    assert labels.spans(rarely[-1]) == []


def test_a_first_name_is_a_persons() -> None:
    sentence: Sentence = (["Then", "Ida", "said"], [(1, 2, "ORG")])

    assert silver(sentence).spans(sentence) == [(1, 2, "PERSON")]


def test_contexts_outvote_the_base_model_where_a_name_is_not_trusted() -> None:
    sentences: list[Sentence] = [(["Install", "Ostwick", "now"], [(1, 2, "GPE")])] * 3
    labels = silver(*sentences)

    labels.learn_contexts(
        sentences, lambda words, hidden: ["B-PRODUCT" if n in hidden else "O" for n in range(len(words))]
    )

    assert labels.spans(sentences[0]) == [(1, 2, "PRODUCT")]
