using System.Globalization;

namespace TrapTagger.Testing.Scenes;

/// <summary>
/// A survey as it comes from the memory cards: a temporary folder of sites, each with its cameras, each with its files.
/// Removed when disposed.
/// </summary>
public sealed class SurveyFolder : IDisposable
{
    /// <summary>The folder that a person would pick.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("traptagger-survey-").FullName;

    /// <summary>Writes frames behind those that the camera's folder already holds.</summary>
    /// <returns>Their paths below <see cref="Root"/>, with forward slashes.</returns>
    public IReadOnlyList<string> Add(string site, string camera, IReadOnlyList<SceneFrame> frames)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, site, camera)).FullName;
        var next = Directory.GetFiles(folder).Length + 1;
        var paths = new List<string>();
        foreach (var frame in frames)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"IMG_{next + paths.Count:D4}.JPG");
            File.WriteAllBytes(Path.Combine(folder, name), frame.Jpeg);
            paths.Add($"{site}/{camera}/{name}");
        }

        return paths;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
