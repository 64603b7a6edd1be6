using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrapTagger.Classification.Inference;

namespace TrapTagger.Classification.Tests.Inference;

public sealed class ReadingAModelFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("model").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void the_embedded_one_is_taken()
    {
        var (manifest, onnx) = ModelFolder.Read(EmbeddedModel.Folder);

        Assert.Equal("centernet-coco", manifest.Card.Name);
        Assert.Equal("MIT", manifest.Card.Licence);
        Assert.Equal(manifest.Sha256, Convert.ToHexStringLower(SHA256.HashData(onnx)));
        Assert.Equal(["bird", "cat"], manifest.Classes(Category.Animal).Take(2).Select(at => manifest.Labels[at]));
    }

    [Fact]
    public void a_file_that_was_changed_is_refused()
    {
        Put(Onnx(""), manifest => { });
        File.AppendAllText(Path.Combine(_folder, "model.onnx"), "x");

        Assert.Contains("model.json expects", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("decoder", "yolo99", "asks for the decoder \"yolo99\"; known are: centernet")]
    [InlineData("task", "segmentation", "only \"detection\" is known")]
    [InlineData("name", "", "must name the model")]
    [InlineData("surprise", "x", "model.json can't be read")]
    [InlineData("closer", "x", "model.json can't be read")]
    public void a_manifest_that_makes_no_sense_is_refused(string property, string value, string reason)
    {
        Put(Onnx(""), manifest => manifest[property] = value);

        Assert.Contains(reason, Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void a_manifest_must_say_everything()
    {
        Put(Onnx(""), manifest => manifest.Remove("licence"));

        Assert.Contains("licence", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void a_category_of_unknown_labels_is_refused()
    {
        Put(Onnx(""), manifest => manifest["categories"]!["animal"] = new JsonArray("unicorn"));

        Assert.Contains("\"unicorn\"", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void thresholds_are_scores()
    {
        Put(Onnx(""), manifest => manifest["thresholds"]!["count"] = 30);

        Assert.Contains("between 0 and 1", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void operators_that_are_not_onnx_s_own_are_refused()
    {
        Put(Onnx("com.example"), manifest => { });

        Assert.Contains("uses operators of \"com.example\"", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0xff, 0xff, 0xff })]
    [InlineData(new byte[] { 0x42, 0x7f })]
    [InlineData(new byte[] { 0x0b })]
    [InlineData(new byte[] { 0x08, 0x07, 0x11, 1, 2, 3, 4, 5, 6, 7, 8, 0x1d, 1, 2, 3, 4 })]
    public void what_is_no_onnx_file_is_refused(byte[] file)
    {
        Put(file, manifest => { });

        Assert.Contains("model.onnx is not an ONNX file", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void a_file_that_only_looks_like_onnx_is_refused_when_it_is_loaded()
    {
        Put(Onnx(""), manifest => { });

        var refusal = Assert.Throws<UnusableModelException>(() => Network.Load(_folder));

        Assert.Contains("can't be run", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void an_empty_folder_is_refused() => Assert.Contains("model.json", Refusal(), StringComparison.Ordinal);

    private string Refusal()
    {
        var message = Assert.Throws<UnusableModelException>(() => ModelFolder.Read(_folder)).Message;
        Assert.StartsWith($"The model in {_folder} can't be used: ", message, StringComparison.Ordinal);
        return message;
    }

    private void Put(byte[] onnx, Action<JsonObject> change)
    {
        var embedded = File.ReadAllText(Path.Combine(EmbeddedModel.Folder, "model.json"));
        var manifest = JsonNode.Parse(embedded)!.AsObject();
        manifest["sha256"] = Convert.ToHexStringLower(SHA256.HashData(onnx));
        change(manifest);
        File.WriteAllText(Path.Combine(_folder, "model.json"), manifest.ToJsonString());
        File.WriteAllBytes(Path.Combine(_folder, "model.onnx"), onnx);
    }

    /// <summary>ModelProto with ir_version 7 and one opset_import: the domain, version 13.</summary>
    private static byte[] Onnx(string domain) =>
        [0x08, 7, 0x42, (byte)(domain.Length + 4), 0x0a, (byte)domain.Length, .. domain.Select(c => (byte)c), 0x10, 13];
}
