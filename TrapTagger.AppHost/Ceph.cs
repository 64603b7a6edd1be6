using System.Data.Common;

namespace TrapTagger.AppHost;

/// <summary>
/// The S3 server of this machine, which <c>Servers/ceph.sh</c> runs, and the three users that the product asks of one:
/// the owner, one that may only put and one that may only get.
/// </summary>
internal sealed class Ceph(string dataFolder)
{
    private static readonly string[] Users = ["root", "upload", "download"];

    private readonly Kept _kept = new(dataFolder);

    internal int Port => _kept.Port("ceph");

    internal Dictionary<string, string> Environment => new()
    {
        ["SERVER_FOLDER"] = _kept.Folder("ceph"),
        ["SERVER_PORT"] = $"{Port}",
        ["SERVER_MON_PORT"] = $"{_kept.Port("ceph-mon")}",
        ["SERVER_USERS"] = string.Join(' ', Users.Select(user => $"{user}:{Access(user)}:{Secret(user)}")),
    };

    internal string ConnectionString => new DbConnectionStringBuilder
    {
        ["Endpoint"] = $"http://127.0.0.1:{Port}",
        ["Region"] = "us-east-1",
        ["Bucket"] = "traptagger",
        ["AccessKey"] = Access("root"),
        ["SecretKey"] = Secret("root"),
        ["UploadAccessKey"] = Access("upload"),
        ["UploadSecretKey"] = Secret("upload"),
        ["UploadUser"] = "arn:aws:iam:::user/upload",
        ["DownloadAccessKey"] = Access("download"),
        ["DownloadSecretKey"] = Secret("download"),
        ["DownloadUser"] = "arn:aws:iam:::user/download",
    }.ConnectionString;

    private string Access(string user) => _kept.Password($"ceph-{user}-access");

    private string Secret(string user) => _kept.Password($"ceph-{user}-secret");
}
