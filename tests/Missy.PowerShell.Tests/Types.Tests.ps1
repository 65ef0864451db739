BeforeDiscovery {
    . $PSScriptRoot/Support/Missy.ps1
    . $PSScriptRoot/Support/Output.ps1
    $types = Get-OutputType | ForEach-Object { @{ Name = $_.FullName; Type = $_ } }
    $texts = @(
        @{ Kind = 'usual'; Text = 'gpt-6.2-mini' }
        @{ Kind = 'long'; Text = ('accounts/some-company/models/' + 'a-very-long-name-' * 16) }
        @{ Kind = 'wordy'; Text = 'The service did not say why, and it was asked three times. ' * 5 }
        @{ Kind = 'Chinese and emoji'; Text = '模型的名字很长🤖🚀非常长' * 12 }
        @{ Kind = 'many-lined'; Text = "one line`nand another`n`n`tand more" }
    )
    $cases = foreach ($type in $types) { foreach ($text in $texts) { $type + $text } }
}

BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    . $PSScriptRoot/Support/Output.ps1
    $style = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'
}

AfterAll {
    $PSStyle.OutputRendering = $style
    Reset-Missy
}

Describe 'The output type <Name>' -ForEach $types {
    It 'has a table and a list' {
        $shapes = (Get-FormatData -TypeName $Name -PowerShellVersion $PSVersionTable.PSVersion).FormatViewDefinition.Control | ForEach-Object { $_.GetType().Name }
        $shapes | Should -Contain 'TableControl'
        $shapes | Should -Contain 'ListControl'
    }

    It 'has default properties and a record for export, all of which it has' {
        $data = Get-TypeData -TypeName $Name
        $data | Should -Not -BeNullOrEmpty
        $sample = New-Sample $Type 'gpt-6.2-mini'
        $sample.PSStandardMembers.DefaultDisplayPropertySet.ReferencedPropertyNames | Should -BeIn $sample.PSObject.Properties.Name
        $sample.PSObject.Members['Record'].ReferencedPropertyNames | Should -BeIn $sample.PSObject.Properties.Name
    }

    It 'is shown without an error where all is null that may be' {
        $sample = New-Sample $Type 'm' -Bare
        $shown = ($sample | Format-Table -ShowError -DisplayError | Out-String -Width 80), ($sample | Format-List -ShowError -DisplayError | Out-String -Width 80)
        $shown | ForEach-Object { $_ | Should -Not -Match '#ERR|Exception|failed to evaluate' }
        { $sample | Select-Object Record | ConvertTo-Csv } | Should -Not -Throw
    }
}

Describe 'The output type <Name> with <Kind> texts' -ForEach $cases {
    It 'fits into 80 columns as table, as list and as it is' {
        $sample = New-Sample $Type $Text
        $errors = $global:Error.Count
        $shown = @{
            Table   = $sample, $sample | Format-Table -ShowError -DisplayError | Out-String -Width 80
            List    = $sample | Format-List -ShowError -DisplayError | Out-String -Width 80
            Default = $sample | Out-String -Width 80
        }
        foreach ($shape in $shown.Keys) {
            $shown[$shape] | Should -Not -Match '#ERR|failed to evaluate' -Because $shape
            $shown[$shape].Trim() | Should -Not -BeNullOrEmpty -Because $shape
            $shown[$shape] -split '\r?\n' | ForEach-Object { Get-CellCount $_ | Should -BeLessOrEqual 80 -Because "$shape has '$_'" }
        }

        $shown.List | Should -Not -Match '…'
        $global:Error.Count | Should -Be $errors
    }
}
