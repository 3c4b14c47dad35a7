"""Who asks: on a course server without tokens, nobody in particular, and no cookie follows them."""

from __future__ import annotations

from typing import Any

from jupyter_server.auth.identity import PasswordIdentityProvider


class NobodyInParticular(PasswordIdentityProvider):
    """Jupyter's provider, which would give each anonymous reader a name and keep it in a cookie."""

    def set_login_cookie(self, handler: Any, user: Any) -> None:
        """Set a cookie only for who has signed in."""
        if self.auth_enabled:
            super().set_login_cookie(handler, user)
