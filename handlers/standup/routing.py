"""Which handler answers which button and form of a standup; a part of the router's tables."""

from __future__ import annotations

from handlers.routes import Handler
from handlers.standup import (
    answers,
    arranged,
    arranging,
    form,
    handing,
    overview,
    plan_form,
    plans,
    spoken,
    views,
    walk,
    way_out,
    whole,
)

PRESSES: dict[str, Handler] = {
    "standup.all": whole.show_all,
    "standup.back": walk.back,
    "standup.bare": answers.only_words,
    "standup.confirm": answers.confirm,
    "standup.edit": form.ask_part,
    "standup.end": arranging.finish,
    "standup.file": plans.as_in_file,
    "standup.hand_over": handing.hand_over,
    "standup.later": walk.skip,
    "standup.look": overview.look,
    "standup.new": plan_form.ask_new,
    "standup.next": walk.on,
    "standup.nothing": answers.nothing_new,
    "standup.pass": answers.not_today,
    "standup.pause": arranging.pause,
    "standup.plan": plan_form.ask_plan,
    "standup.put": spoken.put_kept,
    "standup.remove": plans.ask_remove,
    "standup.removed": plans.remove,
    "standup.resume": arranging.resume,
    "standup.settings": plans.show,
    "standup.show": views.show,
    "standup.skip": arranging.skip,
    "standup.start": arranging.start,
    "standup.undo": arranged.undo,
    "standup.unsay": way_out.unsay,
    "standup.walk": walk.start,
    "standup.who": views.who_answered,
}

FORMS: dict[str, Handler] = {
    "standup.handed": handing.save_whom,
    "standup.planned": plan_form.save_plan,
    "standup.save": form.save_part,
}
