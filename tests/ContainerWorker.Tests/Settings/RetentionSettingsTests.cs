using PolyCloud.ContainerWorker.Settings;

namespace PolyCloud.ContainerWorker.Tests.Settings;

public sealed class RetentionSettingsTests
{
    [Fact]
    public void The_defaults_are_in_range_and_a_wrong_value_is_named_with_what_is_allowed()
    {
        Assert.Empty(ErrorsOf(new RetentionSettings()));
        Assert.Equal(["retention.rowDays is 0; allowed is 1 to 2."], ErrorsOf(new RetentionSettings { RowDays = 0 }));
        Assert.Equal(["retention.workflowDays is 8; allowed is 1 to 7.", "retention.reportDays is 91; allowed is 8 to 90."], ErrorsOf(new RetentionSettings { WorkflowDays = 8, ReportDays = 91 }));
    }

    private static List<string> ErrorsOf(RetentionSettings settings)
    {
        var errors = new List<string>();
        settings.Validate(errors);
        return errors;
    }
}
