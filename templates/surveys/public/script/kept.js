/* What is kept on this phone. One record for each code and version of a questionnaire:
   state is draft, waiting, sending, refused or sent; a volatile record lives only in its page. */
const PREFIX = "lar.answer.";
const HOUR = 3600 * 1000;
const KEPT_FOR = 30 * 24 * HOUR;
const store = storage(() => window.localStorage);
const tab = storage(() => window.sessionStorage);
const tablet = isTablet();
let expired = 0;

function storage(open) {
  try {
    const found = open();
    found.setItem(PREFIX + "probe", "1");
    found.removeItem(PREFIX + "probe");
    return found;
  } catch (error) {
    return null; // Private windows and full phones: the form still works.
  }
}

/* /r/?tableta=1 lasts as long as the tab; ?tableta=0 ends it. */
function isTablet() {
  const asked = new URLSearchParams(location.search).get("tableta");
  if (tab && asked === "1") tab.setItem("lar.tablet", "1");
  if (tab && asked === "0") tab.removeItem("lar.tablet");
  return asked === "1" || Boolean(tab && tab.getItem("lar.tablet"));
}

/* "Other people use this phone" lasts as long as the tab too: the same page in another language comes anew. */
function isShared() {
  return Boolean(tab && tab.getItem("lar.shared"));
}

function setShared(shared) {
  if (tab && shared) tab.setItem("lar.shared", "1");
  else if (tab) tab.removeItem("lar.shared");
}

function nameOf(record) {
  return PREFIX + record.code + "." + record.ticket;
}

function read(name) {
  try {
    const record = JSON.parse(store.getItem(name));
    if (!record || !record.key || !record.code || !record.ticket) return null;
    // Its page was killed while it was under way; the same key makes a repetition harmless.
    if (record.state === "sending") record.state = "waiting";
    return record;
  } catch (error) {
    return null;
  }
}

/* Say whether it is on the phone now. */
function keep(record) {
  if (!store || record.volatile) return false;
  try {
    store.setItem(nameOf(record), JSON.stringify(record));
    return true;
  } catch (error) {
    return false;
  }
}

function forget(record) {
  if (store) store.removeItem(nameOf(record));
  forgetPage("/r/" + record.code + "/");
}

function kept() {
  if (!store || tablet) return [];
  const names = Object.keys(store).filter((name) => name.startsWith(PREFIX));
  return names.map(read).filter(Boolean);
}

function expire() {
  for (const record of kept()) {
    if (Date.now() - record.at < KEPT_FOR) continue;
    forget(record);
    expired += 1;
  }
}
