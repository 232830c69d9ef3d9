"""Mails how a report ended: python run.py report --notify "python3 docs/notify_by_mail.py"

An example to copy, of the standard library alone. It was run against a server of the tests on this computer, never
against a real mail server. From the environment: MAIL_HOST, MAIL_PORT (25), MAIL_FROM, MAIL_TO (several with a comma),
and where the server asks for them MAIL_USER and MAIL_PASSWORD, which are sent over TLS only.
"""

import os
import smtplib
from email.message import EmailMessage

SAID = {"done": "is klaar", "failed": "is mislukt", "refused": "is geweigerd", "interrupted": "is afgebroken"}


def mail(about):
    """The message of one run; `about` is the environment that --notify gives."""
    message = EmailMessage()
    message["From"], message["To"] = about["MAIL_FROM"], about["MAIL_TO"]
    quarter = about.get("HELPERS_QUARTER", "")
    message["Subject"] = f"Veiligheidsrapport {quarter} {SAID[about['HELPERS_OUTCOME']]}".replace("  ", " ")
    lines = [about["HELPERS_MESSAGE"], about.get("HELPERS_REPORT", ""), f"Code: {about['HELPERS_EXIT_CODE']}."]
    message.set_content("\n".join(line for line in lines if line))
    return message


def send(message, about):
    """Hand it to the server. Raises what smtplib raises: --notify then says that it failed."""
    with smtplib.SMTP(about["MAIL_HOST"], int(about.get("MAIL_PORT", "25")), timeout=30) as server:
        if about.get("MAIL_USER"):
            server.starttls()
            server.login(about["MAIL_USER"], about["MAIL_PASSWORD"])
        server.send_message(message)


if __name__ == "__main__":
    send(mail(os.environ), os.environ)
