namespace TrapTagger.Surveys.Tests.Upload;

public sealed class CheckingAPath
{
    [Theory]
    [InlineData("S90/SDZG 2/EK000070.JPG")]
    [InlineData("a/..b/c..jpg")]
    [InlineData("Forêt/象/ein : \"Name\" <mit> |?*.jpg")]
    [InlineData("S90/ leading and trailing /x.jpg")]
    public void what_a_folder_may_hold_is_taken(string path) => Assert.Null(UploadPath.Reject(path));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/etc/passwd.jpg")]
    [InlineData("a//b.jpg")]
    [InlineData("a/b.jpg/")]
    [InlineData("../b.jpg")]
    [InlineData("a/../../b.jpg")]
    [InlineData("a/./b.jpg")]
    [InlineData("a/b\0.jpg")]
    [InlineData("a/b\n.jpg")]
    [InlineData("a/b\u0085.jpg")]
    public void what_none_can_hold_is_refused(string? path) => Assert.NotNull(UploadPath.Reject(path));

    [Fact]
    public void half_a_character_is_refused() => Assert.NotNull(UploadPath.Reject("a/\ud83d.jpg"));

    [Theory]
    [InlineData(512, true)]
    [InlineData(513, false)]
    public void a_path_has_512_letters_at_most(int letters, bool isTaken)
    {
        var path = string.Join('/', Enumerable.Repeat(new string('x', 63), 7)) + "/";
        path += new string('y', letters - path.Length);

        Assert.Equal(isTaken, UploadPath.Reject(path) is null);
    }

    [Fact]
    public void a_path_has_850_bytes_at_most() => Assert.NotNull(
        UploadPath.Reject(string.Join('/', Enumerable.Repeat(new string('象', 60), 5))));

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void a_name_has_200_bytes_at_most(int bytes, bool isTaken) =>
        Assert.Equal(isTaken, UploadPath.Reject($"S90/{new string('x', bytes)}") is null);
}
