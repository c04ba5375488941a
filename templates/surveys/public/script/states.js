/* The state of a record in words, and its answers to read and to copy. */
// A new iPad says that it is a Macintosh, of which none has a touch screen.
const isApple = /iPhone|iPad|iPod/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);

function stateOf(record) {
  if (record.state === "sending") return say("sending");
  if (record.state === "sent") return say("sent", record);
  if (record.state === "refused") return say("refused-" + record.status);
  if (record.state !== "waiting") return say("kept");
  if (record.volatile) return say("stay");
  if (!record.status) return say("offline");
  // A minute or more is said by its hour: who reads it may put the phone away.
  if (askedToWait(record) < 60 * 1000) return say("busy");
  const hour = new Date(record.notBefore).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return say("busy-until", { hour });
}

function ownAnswers(record) {
  const box = make("details", "", "own-answers");
  const text = make("pre", record.text);
  const copy = button(say("copy"), () => {
    getSelection().selectAllChildren(text);
    const done = navigator.clipboard ? navigator.clipboard.writeText(record.text) : Promise.reject();
    done.catch(() => document.execCommand("copy") || Promise.reject()).then(() => (copy.textContent = say("copied")), () => {});
  });
  box.append(make("summary", say("own")), copy, text);
  box.addEventListener("toggle", () => (text.textContent = record.text));
  return box;
}

function expiredWords() {
  return expired ? [make("p", say("expired", { n: expired }), "notice warning")] : [];
}
