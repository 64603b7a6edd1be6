using TrapTagger.AppHost.Local;

// Aspire's SDK generates these classes from the project references, with these names.
#pragma warning disable CA1707
namespace Projects;

internal sealed class TrapTagger_Web : IProjectMetadata
{
    public string ProjectPath => AppHostProject.Beside("TrapTagger.Web/TrapTagger.Web.csproj");
}

internal sealed class TrapTagger_Worker : IProjectMetadata
{
    public string ProjectPath => AppHostProject.Beside("TrapTagger.Worker/TrapTagger.Worker.csproj");
}
