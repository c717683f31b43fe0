"""Few settings, each from the environment; docs/settings.md lists them."""

import contextlib
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from yuanban.env import SettingError, folder, one_of, read, socket_address, whole, words, yes_no

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent.parent

# Where the server listens, and where the world sees it

HOST = read("YUANBAN_HOST", str, "127.0.0.1", "监听地址")
PORT = read("YUANBAN_PORT", whole(1, 65535), 8000, "监听端口")
PUBLIC_URL = read("YUANBAN_URL", str, f"http://{HOST}:{PORT}", "对外网址，二维码与链接以它开头").rstrip("/")
WORKERS = read("YUANBAN_WORKERS", whole(1, 256), 1, "网页进程数")
THREADS = read("YUANBAN_THREADS", whole(1, 64), 3, "每个网页进程的线程数")
DEBUG = read("YUANBAN_DEBUG", yes_no, False, "调试模式，正式使用时必须关闭")
LOOPBACK = HOST in ("127.0.0.1", "::1", "localhost")
HTTPS = PUBLIC_URL.startswith("https://")

ALLOWED_HOSTS = [
    "127.0.0.1",
    "localhost",
    "[::1]",
    urlsplit(PUBLIC_URL).hostname or HOST,
    *read("YUANBAN_ALLOWED_HOSTS", words, words(""), "另外允许的主机名，用逗号分隔"),
]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 86400 if HTTPS else 0

# What the program keeps

VAR = read("YUANBAN_VAR", folder, ROOT / "var", "数据文件夹")
POSTGRES = VAR / "postgres"
FONTS_DIR = read("YUANBAN_FONTS", folder, PACKAGE / "papers" / "fonts", "文书所用字体的文件夹")
MEDIA_ROOT = VAR / "files"
SIGNING_KEY = read("YUANBAN_SIGNING_KEY", folder, VAR / "signing_key.pem", "封存账本所用的Ed25519私钥文件")
FILE_KEY = read("YUANBAN_FILE_KEY", folder, VAR / "file_key", "加密存储文件所用的密钥文件")
FILE_CIPHER = read("YUANBAN_FILE_CIPHER", one_of("aes-gcm", "sm4-gcm", "none"), "aes-gcm", "文件的加密存储方式")
CLAMAV = read("YUANBAN_CLAMAV", socket_address, "", "检查上传文件的ClamAV服务")
SHARED_DATA = read("YUANBAN_SHARED_DATA", folder, VAR / "shared-data", "数据共享的文件夹")
SEAL_KEYS = read("YUANBAN_SEAL_KEYS", folder, None, "各机关电子签名证书的文件夹")
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["yuanban.ledger.intake.arriving.Arriving"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20
STATIC_ROOT = VAR / "static"
STATIC_URL = "/static/"


def secret_key() -> str:
    given = read("YUANBAN_SECRET_KEY", str, "", "签名密钥，监听非本机地址时必须给出")
    if given or LOOPBACK:
        return given or _kept_key()
    raise SettingError(
        f"监听 {HOST} 时必须设置 YUANBAN_SECRET_KEY（至少 50 个随机字符），例如：\n"
        "    export YUANBAN_SECRET_KEY=$(python3 -c 'import secrets; print(secrets.token_urlsafe(50))')"
    )


def _kept_key() -> str:
    file = VAR / "secret_key"
    if not file.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        draft = VAR / f"secret_key.{os.getpid()}"
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            os.link(draft, file)  # whole or not at all, and only by the first of several
        draft.unlink()
    return file.read_text()


SECRET_KEY = secret_key()


def database() -> dict[str, Any]:
    address = read("DATABASE_URL", str, "", "PostgreSQL 15 以上服务器的地址，不设置则使用内置数据库")
    # No health check: it is a statement more in every request, and a connection that breaks is replaced after it.
    lasting: dict[str, Any] = {"CONN_MAX_AGE": None}
    # Statements are planned once for each connection instead of once for each request.
    prepared: dict[str, Any] = {"server_side_binding": True, "prepare_threshold": 3}
    if not address:
        return lasting | {"ENGINE": "yuanban.postgres", "NAME": "yuanban", "OPTIONS": prepared}
    try:
        given: dict[str, Any] = dict(conninfo_to_dict(address))
    except ProgrammingError as error:
        raise SettingError(f"设置 DATABASE_URL 不正确，应如 postgresql://用户:密码@主机:5432/库名。{error}") from error
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    params = {ours: given.pop(theirs, "") for ours, theirs in names.items()}
    return lasting | params | {"ENGINE": "django.db.backends.postgresql", "OPTIONS": prepared | given}


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The rooms

ROOMS = [
    "ledger",
    "places",
    "accounts",
    "catalogue",
    "mandates",
    "certificates",
    "shelf",
    "cases",
    "joint",
    "papers",
    "oversight",
    "voice",
    "support",
    "recruiting",
    "intermediaries",
    "residents",
    "crew",
    "programme",
    "notify",
    "archive",
    "insight",
    "exchange",
    "site",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "axes",
    "django_htmx",
    "procrastinate.contrib.django",
    *(f"yuanban.{room}" for room in ROOMS),
]
ROOT_URLCONF = "yuanban.urls"
WSGI_APPLICATION = "yuanban.wsgi.application"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "yuanban.ledger.intake.arriving.ArrivingMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "yuanban.accounts.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "axes.middleware.AxesMiddleware",
    "yuanban.site.middleware.AnswersMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / room / "templates" for room in ROOMS],
        "OPTIONS": {"environment": "yuanban.site.jinja.environment"},
    }
]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_IMPORT_PATHS = ["yuanban.jobs"]

# Static files: named by their content for the server, read in place while developing

WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Signing in

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "yuanban.accounts.identity.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
# The session is a signed cookie, revoked through the person's row: docs/adr/0002.
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

AXES_LOCKOUT_CALLABLE = "yuanban.accounts.pages.locked_out"
CSRF_FAILURE_VIEW = "yuanban.site.pages.stale_form"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # the icons inside Bootstrap's style sheet
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"

# Telling people: by mail, and through the operator's gateways for SMS and WeChat (docs/settings.md)


def gateway(text: str) -> str:
    if text != "file" and not text.startswith(("http://", "https://")):
        raise ValueError("请写网关的 http 或 https 地址，或者 file。")
    return text


def mail_server(text: str) -> str:
    if urlsplit(text).scheme not in ("smtp", "smtps", "smtp+starttls") or not urlsplit(text).hostname:
        raise ValueError("应如 smtps://账号:密码@主机:465?from=通知@单位.cn。")
    return text


SMTP_URL = read("YUANBAN_SMTP_URL", mail_server, "", "发送邮件的服务器")
SMS_URL = read("YUANBAN_SMS_URL", gateway, "", "短信网关的地址，或者 file")
WECHAT_URL = read("YUANBAN_WECHAT_URL", gateway, "", "微信通知网关的地址，或者 file")
HOOK_SECRET = read("YUANBAN_HOOK_SECRET", str, "", "给网关的请求签名所用的密钥")
if any(url.startswith("http") for url in (SMS_URL, WECHAT_URL)) and len(HOOK_SECRET) < 16:
    raise SettingError("设置了短信或者微信网关时，必须设置 YUANBAN_HOOK_SECRET（至少16个随机字符），网关用它核对请求。")

# Language and time

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
