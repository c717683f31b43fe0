"""E-mail by SMTP. smtp:// plain, smtp+starttls:// with STARTTLS, smtps:// inside TLS; `?from=` says who writes."""

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings

from yuanban.notify.senders import NotSent

TIMEOUT = 15
FOOT = "\n\n这是园办系统自动发送的通知，请不要直接回复。办理情况以登录后的页面为准。\n{url}{link}\n不想再收到这类邮件：{url}/my/messages/settings/\n"


def sender(address):
    def send(sending):
        try:
            with connected(urlsplit(address)) as server:
                server.send_message(letter(sending, address))
        except smtplib.SMTPRecipientsRefused as problem:
            raise NotSent("收件地址被对方服务器拒绝。", again=temporary(problem)) from problem
        except smtplib.SMTPAuthenticationError as problem:
            raise NotSent("邮件服务器不接受账号或者密码，请检查设置。") from problem
        except (smtplib.SMTPException, OSError) as problem:
            raise NotSent(f"邮件服务器没有接收：{type(problem).__name__}。") from problem

    return send


def temporary(problem):
    return all(code < 500 for code, _ in problem.recipients.values())


def connected(url):
    trust = ssl.create_default_context()
    if url.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(url.hostname, url.port or 465, timeout=TIMEOUT, context=trust)
    else:
        server = smtplib.SMTP(url.hostname, url.port or 25, timeout=TIMEOUT)
        if url.scheme == "smtp+starttls":
            server.starttls(context=trust)
    if url.username:
        server.login(unquote(url.username), unquote(url.password or ""))
    return server


def letter(sending, address):
    message, mail = sending.message, EmailMessage()
    mail["Subject"] = f"【园办】{message.title}"
    mail["From"] = parse_qs(urlsplit(address).query).get("from", ["yuanban@localhost"])[0]
    mail["To"] = sending.to
    mail["Message-ID"] = f"<{sending.key}@yuanban>"
    mail.set_content(message.text + FOOT.format(url=settings.PUBLIC_URL, link=message.link))
    return mail
