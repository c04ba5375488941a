/* What people decide about the phone itself: whether it keeps, and that it forgets. */
Sheet.prototype.offerChoices = function () {
  const { form, record } = this;
  const progress = form.querySelector("[data-lar-progress]");
  const send = form.querySelector(".send");
  const choices = make("div");
  this.count = make("span");
  this.state = make("span");
  this.verdict = make("div", "", "notice warning");
  this.state.setAttribute("role", "status");
  this.verdict.setAttribute("role", "alert");
  progress.replaceChildren(this.count, this.state);
  progress.hidden = false;
  this.shared = Object.assign(make("input"), { type: "checkbox", checked: record.volatile });
  choices.append(ownAnswers(record));
  if (store && !tablet) {
    const label = make("label", "", "shared-phone");
    label.append(this.shared, make("span", say("shared")));
    form.querySelector("section").before(...expiredWords(), make("p", say(isApple ? "keeps-iphone" : "keeps"), "small"), label);
    choices.append(button(say("erase"), () => this.erase()));
  }
  send.prepend(this.verdict);
  send.append(choices);
};

Sheet.prototype.erase = function () {
  if (!confirm(say("erase-sure"))) return;
  this.record.state = "draft"; // Nothing more is sent, nor kept.
  forget(this.record);
  this.form.reset();
  this.shared.checked = this.record.volatile;
  this.gather();
  this.isKept = false;
  this.show();
};
