"""The policy that an audience names exists and is meant for it, and files bear their names."""

from headway.catalogue.definitions import Definitions, Found, mistake


def policies_suit_audiences(definitions: Definitions) -> Found:
    """Every file has the name of what it defines, and a chosen policy exists and suits."""
    policies = {entry.value.id: entry.value for entry in definitions.policies}
    named = [(one.value.id, one.stem, one.place("id")) for one in definitions.policies]
    named += [(one.value.id, one.stem, one.place("id")) for one in definitions.audiences]
    for name, stem, place in named:
        if name != stem:
            allowed = f"The file would be named “{name}.yaml”"
            yield mistake(place, f"the identifier is “{name}”", allowed, "Make the two the same.")
    for entry in definitions.audiences:
        policy = policies.get(entry.value.policy)
        if policy is None:
            if entry.value.policy in definitions.unreadable_policies:
                continue
            found = f"there is no policy “{entry.value.policy}”"
            allowed = f"The policies are {', '.join(sorted(policies))}"
            yield mistake(entry.place("policy"), found, allowed, "Name one of them.")
        elif entry.value.audience not in policy.audiences:
            meant = ", ".join(sorted(each.value for each in policy.audiences))
            found = f"the policy “{policy.id}” is not meant for {entry.value.id}"
            step = "Choose another, or write a policy of your own."
            yield mistake(entry.place("policy"), found, f"It is meant for: {meant}", step)
