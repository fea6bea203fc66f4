package kartei.function.contactexport;

import kartei.domain.contact.ContactId;
import kartei.domain.conversation.LiveContact;

/// One contact of a report, and the person whose it is: the smallest id of the contacts that are the same person.
record Entry(LiveContact contact, ContactId person) {}
