"""Django's settings. Two modes, demonstration and production, chosen by the surroundings; no host but our own."""

from __future__ import annotations

from asylon.desk import environment

SURROUNDINGS = environment.read()
DEMONSTRATION = SURROUNDINGS.demonstration

DEBUG = False
SECRET_KEY = environment.secret_key(SURROUNDINGS.data)
ALLOWED_HOSTS = list(SURROUNDINGS.hosts)
ROOT_URLCONF = "asylon.desk.urls"
WSGI_APPLICATION = "asylon.desk.wsgi.application"
APPEND_SLASH = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_htmx",
    "ninja",
    "asylon.desk",
    "asylon.desk.reference",
]

# A page is closed unless its view says otherwise: LoginRequiredMiddleware is the default deny.
MIDDLEWARE = [
    "asylon.desk.headers.SecureHeaders",
    "asylon.api.answers.Answers",
    "asylon.desk.outages.OpenRooms",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "asylon.desk.sessions.SessionRules",
    "asylon.desk.refusals.Refusals",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("asylon.desk.folding.Loader", ["django.template.loaders.app_directories.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "asylon.desk.context.desk",
            ],
        },
    }
]

# Accounts and sessions only. What happened to people is in the register, never here.
DATABASES = {"default": environment.accounts_database(SURROUNDINGS)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("nl", "Nederlands")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600

MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SESSION_ENGINE = "asylon.desk.session_store"
SESSION_IDLE = SURROUNDINGS.session_idle * 60
SESSION_LONGEST = SURROUNDINGS.session_longest * 60
SESSION_COOKIE_AGE = SESSION_LONGEST
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SURROUNDINGS.https
# With this prefix a browser takes the cookie from this host alone, over TLS alone.
SESSION_COOKIE_NAME = "__Host-session" if SURROUNDINGS.https else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrf" if SURROUNDINGS.https else "csrftoken"
CSRF_COOKIE_SECURE = SURROUNDINGS.https
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "asylon.desk.views.errors.csrf_failure"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = SURROUNDINGS.https
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SURROUNDINGS.https else None
SECURE_HSTS_SECONDS = 31_536_000 if SURROUNDINGS.https else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

SECOND_FACTOR_REQUIRED = SURROUNDINGS.second_factor == "required"
OTP_TOTP_ISSUER = "Asylon"
RATE_LIMITS = dict(SURROUNDINGS.rate_limits)
PROXIES = SURROUNDINGS.proxies

AUTHENTICATION_BACKENDS = ["asylon.desk.signed_in.AccountBackend"]
OIDC = SURROUNDINGS.oidc
if OIDC is not None:
    AUTHENTICATION_BACKENDS.append("asylon.desk.oidc.ProviderBackend")
    globals().update(OIDC.settings())

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Sign-ins, and what the authorisation table refused. Never a case, never a password.
    "loggers": {"asylon.access": {"level": "INFO"}},
}
