"""Users' secrets: passwords (argon2id), API keys, and the encryption of Password fields.

Everything lies in the table `__Auth`: one row per (doctype, name, fieldname). Login passwords are
hashed and cannot be read back; secrets that must be read back are encrypted with Fernet under the
`encryption_key` of the site's configuration.
"""

from __future__ import annotations

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.fernet import Fernet, InvalidToken

from embedded_host import permissions
from embedded_host.context import current
from embedded_host.errors import AuthenticationError, PermissionError, ValidationError
from embedded_host.messages import _, throw
from embedded_host.values import generate_hash

_ROW = "`doctype` = ? AND `name` = ? AND `fieldname` = ?"

# OWASP's second choice for argon2id (19 MiB, 2 passes): about 20 ms of one core a login.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


@lru_cache(maxsize=1)
def _hash_of_nobody() -> str:
    """What an unknown user's password is checked against, so that both take the same time."""
    return _hasher.hash(generate_hash())


# passwords


def update_password(
    user: str,
    pwd: str,
    doctype: str = "User",
    fieldname: str = "password",
    logout_all_sessions: bool = False,
) -> None:
    """Set a login password, and end the user's sessions where the caller says so."""
    if not pwd:
        throw(_("A password must not be empty"), ValidationError)
    _store(doctype, user, fieldname, _hasher.hash(pwd), encrypted=0)
    if logout_all_sessions:
        clear_sessions(user)


def check_password(user: str, pwd: str, doctype: str = "User", fieldname: str = "password") -> str:
    """The user's name where the password is right; AuthenticationError otherwise."""
    stored = _stored(doctype, user, fieldname, encrypted=0)
    try:
        _hasher.verify(stored or _hash_of_nobody(), pwd)
    except (VerificationError, InvalidHashError) as problem:
        raise AuthenticationError("Incorrect User or Password") from problem
    if stored is None:
        raise AuthenticationError("Incorrect User or Password")
    if _hasher.check_needs_rehash(stored):
        _store(doctype, user, fieldname, _hasher.hash(pwd), encrypted=0)
    return user


def change_own_password(old_password: str, new_password: str) -> None:
    """Change the caller's password; his other sessions end."""
    here = current()
    if here.user == "Guest":
        throw(_("Not permitted"), PermissionError)
    check_password(here.user, old_password)
    check_strength(new_password, here.user)
    update_password(here.user, new_password)
    clear_sessions(here.user, except_sid=here.session.stored_sid)


def check_strength(password: str, user: str) -> None:
    """Refuse a password that is short or the user's own name (minimum_password_length)."""
    least = int(current().conf.minimum_password_length or 8)
    if len(password) < least:
        throw(_("The password needs at least {0} characters").format(least), ValidationError)
    if password.lower() in (user.lower(), user.split("@")[0].lower()):
        throw(_("The password must not be the user's name"), ValidationError)


# Password fields and other secrets that must be read back


def encrypt(txt: str, encryption_key: str | None = None) -> str:
    return _fernet(encryption_key).encrypt(txt.encode()).decode()


def decrypt(txt: str, encryption_key: str | None = None) -> str:
    """The text that was encrypted; ValidationError where the key is another one."""
    try:
        return _fernet(encryption_key).decrypt(txt.encode()).decode()
    except InvalidToken:
        throw(_("Encryption key is invalid: check encryption_key in site_config.json"))


def get_encryption_key() -> str:
    """The site's key; made and written into `site_config.json` the first time."""
    here = current()
    if not here.conf.encryption_key:
        here.site.set_config("encryption_key", Fernet.generate_key().decode())
    return str(here.conf.encryption_key)


def _fernet(key: str | None) -> Fernet:
    return _made_fernet(key or get_encryption_key())


@lru_cache(maxsize=8)
def _made_fernet(key: str) -> Fernet:
    return Fernet(key.encode())


def set_encrypted_password(doctype: str, name: str, pwd: str, fieldname: str = "password") -> None:
    _store(doctype, name, fieldname, encrypt(pwd), encrypted=1)


def get_decrypted_password(
    doctype: str, name: str, fieldname: str = "password", raise_exception: bool = True
) -> str | None:
    """The secret of a Password field; AuthenticationError where none was set."""
    stored = _stored(doctype, name, fieldname, encrypted=1)
    if stored:
        return decrypt(stored)
    if raise_exception:
        label = f"{doctype} {name} {fieldname}"
        throw(_("Password not found for {0}").format(label), AuthenticationError)
    return None


def remove_encrypted_password(doctype: str, name: str, fieldname: str = "password") -> None:
    current().db.write(f"DELETE FROM `__Auth` WHERE {_ROW}", (doctype, name, fieldname))


def delete_all_passwords_for(doctype: str, name: str) -> None:
    current().db.write("DELETE FROM `__Auth` WHERE `doctype` = ? AND `name` = ?", (doctype, name))


def rename_password(doctype: str, old_name: str, new_name: str) -> None:
    current().db.write(
        "UPDATE `__Auth` SET `name` = ? WHERE `doctype` = ? AND `name` = ?",
        (new_name, doctype, old_name),
    )


def _stored(doctype: str, name: str, fieldname: str, encrypted: int) -> str | None:
    rows = current().db.run(
        f"SELECT `password` FROM `__Auth` WHERE {_ROW} AND `encrypted` = ?",
        (doctype, name, fieldname, encrypted),
    )
    return str(rows[0][0]) if rows else None


def _store(doctype: str, name: str, fieldname: str, secret: str, encrypted: int) -> None:
    remove_encrypted_password(doctype, name, fieldname)
    current().db.write(
        "INSERT INTO `__Auth` (`doctype`, `name`, `fieldname`, `password`, `encrypted`)"
        " VALUES (?, ?, ?, ?, ?)",
        (doctype, name, fieldname, secret, encrypted),
    )


# API keys


def generate_keys(user: str) -> dict[str, str]:
    """A new API secret for the user, and a key where he has none; only the reply ever shows
    the secret. For the user himself and for System Managers."""
    here = current()
    if here.user != user:
        only_for_system_managers()
    api_key = here.db.get_value("User", user, "api_key")
    if not api_key:
        api_key = generate_hash(length=15)
        here.db.set_value("User", user, "api_key", api_key)
    api_secret = generate_hash(length=32)
    set_encrypted_password("User", user, api_secret, "api_secret")
    return {"api_key": str(api_key), "api_secret": api_secret}


def only_for_system_managers() -> None:
    """Raise PermissionError unless the caller is a System Manager."""
    if "System Manager" not in permissions.get_roles(current().user):
        raise PermissionError


# sessions of a user


def clear_sessions(user: str, except_sid: str | None = None) -> None:
    """End the user's sessions (all but the one whose stored sid is given)."""
    current().db.write(
        "DELETE FROM `tabSessions` WHERE `user` = ? AND `sid` <> ?", (user, except_sid or "")
    )
