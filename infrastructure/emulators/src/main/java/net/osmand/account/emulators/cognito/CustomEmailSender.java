package net.osmand.account.emulators.cognito;

import java.util.Map;

/** The pool's CustomEmailSender trigger, which mails each code. */
public interface CustomEmailSender {
    /** Takes the event as Cognito writes it. */
    void send(Map<String, Object> event);
}
