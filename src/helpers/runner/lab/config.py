"""What `python -m helpers lab` adds to the configuration of JupyterLab; read by JupyterLab itself."""

from helpers.runner.lab import address
from helpers.runner.lab.server import strip_outputs

if get_config := globals().get("get_config"):
    get_config().FileContentsManager.pre_save_hook = strip_outputs
    get_config().ServerApp.jpserver_extensions = {address.__name__: True}
    # Nothing is asked of the network: no news, no newer version, no list of extensions.
    get_config().LabApp.news_url = None
    get_config().LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
    get_config().LabApp.extension_manager = "readonly"
