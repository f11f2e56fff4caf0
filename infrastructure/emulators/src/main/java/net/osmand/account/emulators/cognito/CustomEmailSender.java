package net.osmand.account.emulators.cognito;

import java.util.Map;

/** The pool's CustomEmailSender trigger, which mails each code. */
public interface CustomEmailSender {
    /** Receives the event that Cognito sends. */
    void send(Map<String, Object> event);
}
