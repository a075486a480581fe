"""What the law of the place asks of a document, and the profile, the client or the mandate does not say."""

from collections.abc import Iterable, Iterator, Mapping

from fourchette.core.basis.messages import Notice, Severity, say
from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import CLOSED, Heading, Label, Line, Names, YesNo
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.mandate.profile import Profile


@noun(kw_only=True)
class Particular:
    """Something that a seller of some `regions` (`CA` is all of Canada) must state to a client of `clients`.

    `needs` is its key (`profile.numbers.SIRET`), and what it says must hold one of `holding` as a word, where any is
    named. One of those `registered` concerns them alone. `what` names it, `article` is what asks for it.
    """

    __pydantic_config__ = CLOSED
    regions: Names = ()
    clients: Names = ()
    registered: YesNo = False
    severity: Severity = "warning"
    needs: Line
    holding: Names = ()
    what: Heading
    article: Label

    def lacks(self, profile: Profile, mandate: Mandate | None) -> bool:
        """Whether it is asked for and not there; without a mandate, of the profile alone."""
        of_her = _within(profile.region, self.regions) and (profile.registered or not self.registered)
        if mandate is None:
            asked_for = self.needs.startswith("profile.") and not self.clients
        else:
            asked_for = _within(mandate.client.region, self.clients)
        return of_her and asked_for and not self._is_said(profile, mandate or Mandate())

    def _is_said(self, profile: Profile, mandate: Mandate) -> bool:
        first, *rest = self.needs.split(".")
        found: object = {"profile": profile, "client": mandate.client, "mandate": mandate}[first]
        for name in rest:
            found = found.get(name) if isinstance(found, Mapping) else getattr(found, name)
        words = {word.strip(",;.()").casefold() for word in str(found or "").split()}
        return bool(words) and (not self.holding or any(name.casefold() in words for name in self.holding))


def _within(region: str | None, known: Names) -> bool:
    return not known or any(region == name or (region or "").startswith(f"{name}-") for name in known)


def lacking(asked: Iterable[Particular], profile: Profile, mandate: Mandate | None = None) -> Iterator[Notice]:
    """A notice for each particular that is asked for and not there."""
    for each in asked:
        if each.lacks(profile, mandate):
            message = say(
                "Missing: {what}, at {key} ({article}).", what=each.what, key=each.needs, article=each.article
            )
            yield Notice("missing-particular", each.severity, message)
