"""What a kernel of `lab` runs when it starts; `server.environment` names this file. Elsewhere it does nothing."""

if _shell := globals().get("get_ipython"):
    from helpers.runner.lab import shown as _shown

    _shown.register(_shell())
    del _shown
del _shell
