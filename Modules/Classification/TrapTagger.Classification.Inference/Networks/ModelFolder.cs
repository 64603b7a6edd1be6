using System.Security.Cryptography;

namespace TrapTagger.Classification.Inference;

/// <summary>A folder with a <c>model.onnx</c> and the <c>model.json</c> that describes it.</summary>
internal static class ModelFolder
{
    /// <summary>Reads and checks both. What is checked is what is run: the file is read once.</summary>
    /// <exception cref="UnusableModelException">A file is missing, damaged, or not what its manifest says.</exception>
    internal static (ModelManifest Manifest, byte[] Onnx) Read(string folder)
    {
        try
        {
            var manifest = ModelManifest.Parse(File.ReadAllText(Path.Combine(folder, "model.json")));
            var onnx = File.ReadAllBytes(Path.Combine(folder, "model.onnx"));
            return Reject(manifest, onnx) is { } reason ? throw new UnusableModelException(reason) : (manifest, onnx);
        }
        catch (Exception problem) when (problem is UnusableModelException or IOException or UnauthorizedAccessException)
        {
            throw new UnusableModelException($"The model in {folder} can't be used: {problem.Message}");
        }
    }

    private static string? Reject(ModelManifest manifest, byte[] onnx)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(onnx));
        return sha256 == manifest.Sha256
            ? OnnxFile.Reject(onnx)
            : $"model.onnx has the SHA-256 {sha256}, but model.json expects {manifest.Sha256}.";
    }
}
