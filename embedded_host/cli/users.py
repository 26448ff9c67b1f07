"""add-user and set-password."""

from __future__ import annotations

import click

from embedded_host.cli.place import in_words, site_of
from embedded_host.document import get_doc
from embedded_host.errors import DoesNotExistError
from embedded_host.features.users import update_password


@click.command("add-user")
@click.argument("email")
@click.option("--first-name")
@click.option("--last-name")
@click.option("--password")
@click.option("--user-type", type=click.Choice(["System User", "Website User"]))
@click.option("--add-role", "roles", multiple=True, help="Give this role; repeatable.")
@click.pass_context
@in_words
def add_user(
    ctx: click.Context,
    email: str,
    first_name: str | None,
    last_name: str | None,
    password: str | None,
    user_type: str | None,
    roles: tuple[str, ...],
) -> None:
    """Make a user."""
    with site_of(ctx).open() as here:
        user = get_doc(
            {
                "doctype": "User",
                "email": email,
                "first_name": first_name or email.partition("@")[0],
                "last_name": last_name,
                "enabled": 1,
                "user_type": user_type or "System User",
                "send_welcome_email": 0,
                "roles": [{"role": role} for role in roles],
            }
        ).insert()
        if password:
            update_password(user.name, password)
        here.db.commit()
        click.echo(f"{user.name} ({user.user_type}): {', '.join(roles) or 'no role'}")


@click.command("set-password")
@click.argument("user")
@click.argument("password", required=False)
@click.option("--logout-all-sessions", is_flag=True)
@click.pass_context
@in_words
def set_password(
    ctx: click.Context, user: str, password: str | None, logout_all_sessions: bool
) -> None:
    """Set a user's password; asks for it where it is not given."""
    secret = password or click.prompt("Password", hide_input=True, confirmation_prompt=True)
    with site_of(ctx).open() as here:
        if not here.db.exists("User", user):
            raise DoesNotExistError(f"User {user} does not exist")
        update_password(user, secret, logout_all_sessions=logout_all_sessions)
        here.db.commit()
