"""Each block against its definition, written out; the whole against what it promises."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from specgan.core.network.config import PRESETS
from specgan.core.network.fusion import Exchange
from specgan.core.network.generator import Generator
from specgan.core.network.layers import UpConv2d, double, double_convolved, double_padded, repeat_edges
from specgan.core.network.strength import LEAST, MIDDLE
from specgan.core.network.synthesis import StyledConv, ToRgb
from specgan.core.shelf import upsampling
from torch.nn import functional

from .conftest import SMALL_PUBLISHED, patches


def test_double_is_half_pixel_bilinear():
    out = double(torch.tensor([[[[0.0, 4.0]]]]))[0, 0]
    assert out.tolist() == [[0.0, 1.0, 3.0, 4.0]] * 2


def test_double_padded_is_zero_insertion_and_fir():
    maps = torch.randn(2, 3, 4, 5, generator=torch.Generator().manual_seed(0))
    inserted = torch.zeros(2, 3, 8, 10)
    inserted[:, :, ::2, ::2] = maps
    row = torch.tensor([1.0, 3.0, 3.0, 1.0])
    kernel = (torch.outer(row, row) / 64 * 4).expand(3, 1, 4, 4)
    wanted = functional.conv2d(functional.pad(inserted, (2, 1, 2, 1)), kernel, groups=3)
    assert torch.allclose(double_padded(maps), wanted, atol=1e-6)


@pytest.mark.parametrize("repeat", [False, True])
@pytest.mark.parametrize("height, width", [(1, 1), (1, 3), (2, 2), (4, 4), (5, 8)])
def test_convolving_before_doubling_changes_nothing(height, width, repeat):
    """Every pixel, the outermost ring and its corners too, in float64, where only a wrong formula is above 1e-12."""
    stream = torch.Generator().manual_seed(11)
    maps = torch.randn(2, 3, height, width, generator=stream, dtype=torch.float64)
    kernel = torch.randn(5, 3, 3, 3, generator=stream, dtype=torch.float64)
    wide = functional.pad(double(maps), (1, 1, 1, 1), "replicate" if repeat else "constant")
    difference = double_convolved(maps, kernel, repeat) - functional.conv2d(wide, kernel)
    assert difference.shape == (2, 5, 2 * height, 2 * width)
    assert difference.abs().max() < 1e-12


@pytest.mark.parametrize("repeat", [False, True])
def test_up_convolution_in_use_equals_that_in_training(repeat):
    torch.manual_seed(12)
    layer = UpConv2d(20, 6)
    if repeat:
        repeat_edges(layer)
    maps = torch.randn(2, 20, 6, 6)
    with torch.no_grad():
        trained, used = layer.train()(maps), layer.eval()(maps)
    assert not torch.equal(trained, used)  # another order of operations
    assert (trained - used).abs().max() < 1e-5


@pytest.mark.parametrize("name", ["compact_x16", "compact_x32"])
def test_the_whole_network_in_use_equals_that_in_training(name):
    torch.manual_seed(13)
    generator = Generator(PRESETS[name])
    for layer in generator.modules():
        layer.stationary = False  # the fixed noise, also while training
    with torch.no_grad():
        hsi, rgb = patches(generator.config, 2)
        trained, used = generator.train()(hsi, rgb), generator.eval()(hsi, rgb)
    assert 0 < (trained - used).abs().max() < 1e-5


@pytest.mark.parametrize("up", [False, True])
def test_styled_conv_equals_one_kernel_a_sample(up):
    torch.manual_seed(4)
    layer = StyledConv(5, 6, 8, 7, up)
    with torch.no_grad():
        layer.noise_strength.fill_(0.3)
        layer.bias.normal_()
    maps, style = torch.randn(3, 5, 4 if up else 8, 4 if up else 8), torch.randn(3, 7)
    scales = style @ layer.conv.style.weight.t() / np.sqrt(7) + layer.conv.style.bias
    wanted = []
    for sample, scale in zip(double(maps) if up else maps, scales):
        kernel = layer.conv.weight / np.sqrt(5 * 9) * scale[None, :, None, None]
        kernel = kernel * torch.rsqrt((kernel**2).sum((1, 2, 3), keepdim=True) + 1e-8)
        wanted.append(functional.conv2d(sample[None], kernel, padding=1))
    noisy = torch.cat(wanted) + 0.3 * layer.noise + layer.bias[None, :, None, None]
    assert torch.allclose(layer(maps, style), functional.leaky_relu(noisy, 0.2) * np.sqrt(2), atol=1e-5)


def test_to_rgb_is_not_demodulated():
    torch.manual_seed(5)
    layer = ToRgb(4, 3)
    maps, style = torch.randn(2, 4, 2, 2), torch.randn(2, 3)
    once, twice = layer(maps, style), layer(2 * maps, style)
    assert torch.allclose(twice, 2 * once, atol=1e-6)
    scales = layer.conv.style(style)
    wanted = torch.einsum("oi,ni,nihw->nohw", layer.conv.weight[:, :, 0, 0] / 2, scales, maps)
    assert torch.allclose(once, wanted, atol=1e-6)


def test_attention_sums_values_over_all_positions():
    torch.manual_seed(6)
    layer = Exchange(4, 2)
    relation, maps = torch.randn(1, 4, 2, 3), torch.randn(1, 4, 2, 3)
    pairs = ((layer.query, relation), (layer.key, relation), (layer.value, maps))
    query, key, value = (convolution(given)[0].flatten(1) for convolution, given in pairs)
    out = layer.attend(relation, maps)[0].flatten(1)
    for i in range(6):
        logits = torch.stack([query[:, i] @ key[:, j] for j in range(6)])
        wanted = sum(w * value[:, j] for j, w in enumerate(torch.softmax(logits, 0)))
        assert torch.allclose(out[:, i], wanted, atol=1e-6)


@pytest.mark.parametrize("name", ["tiny_x16", "compact_x16", "compact_x32"])
def test_block_means_equal_the_lr_pixels(name):
    torch.manual_seed(7)
    config = PRESETS[name]
    generator = Generator(config)
    free = []
    generator.decoder.register_forward_hook(lambda module, inputs, out: free.append(out))
    with torch.no_grad():
        generator.decoder.out[-1].weight.normal_()  # far from the start of training
        hsi, rgb = patches(config, 2)
        out = generator(hsi, rgb)
    assert out.shape == (2, 3, config.out_size, config.out_size)
    detail = out - torch.from_numpy(upsampling.upsample(rgb.numpy(), config.scale))
    assert detail.std() > 0.1
    tolerance = 2e-6 * float(free[0].abs().max() + 1)  # float32 of the numbers that cancel
    assert np.abs(upsampling.block_mean(out.numpy(), config.scale) - rgb.numpy()).max() < tolerance


def test_without_detail_the_output_is_the_engines_upsampling(tiny):
    generator, _ = tiny
    torch.nn.init.zeros_(generator.decoder.out[-1].weight)
    hsi, rgb = patches(generator.config, 2)
    with torch.no_grad():
        out = generator(hsi, rgb).numpy()
    assert np.abs(out - upsampling.upsample(rgb.numpy(), 16)).max() < 1e-6


def test_training_starts_near_the_base():
    torch.manual_seed(8)
    config = PRESETS["compact_x16"]
    hsi, rgb = patches(config, 2)
    with torch.no_grad():
        out = Generator(config)(hsi, rgb).numpy()
    detail = out - upsampling.upsample(rgb.numpy(), config.scale)
    assert 1e-3 < detail.std() < 0.3


def test_without_a_base_a_tanh_closes(small_published):
    with torch.no_grad():
        small_published.decoder.out[-1].bias.fill_(9.0)
        out = small_published(*patches(SMALL_PUBLISHED, 1))
    assert 0.999 < float(out.min()) <= float(out.max()) <= 1.0


def test_samples_of_a_batch_do_not_see_each_other(tiny):
    generator, _ = tiny
    hsi, rgb = patches(generator.config, 3)
    with torch.no_grad():
        together = generator(hsi, rgb)
        apart = torch.cat([generator(hsi[i : i + 1], rgb[i : i + 1]) for i in range(3)])
    assert torch.allclose(together, apart, atol=1e-5)


def test_both_inputs_matter(tiny):
    generator, _ = tiny
    hsi, rgb = patches(generator.config, 1)
    with torch.no_grad():
        out = generator(hsi, rgb)
        assert (generator(hsi.flip(1), rgb) - out).abs().max() > 1e-4
        assert (generator(hsi, rgb.flip(1)) - out).abs().max() > 1e-4


def test_every_weight_learns(tiny):
    generator, _ = tiny
    generator(*patches(generator.config, 2)).square().mean().backward()
    still = [name for name, p in generator.named_parameters() if p.grad is None or not p.grad.isfinite().all()]
    assert still == []
    dead = [name for name, p in generator.named_parameters() if p.grad.abs().max() == 0]
    assert dead == []


def test_a_stationary_network_draws_nothing_into_a_uniform_patch():
    """Without noise: no frame along the sides, no stroke at a place of its own."""
    torch.manual_seed(9)
    config = PRESETS["compact_x16"]
    spectrum, colour = torch.randn(1, config.hsi_bands, 1, 1), torch.tensor([0.3, -0.2, 0.5]).view(1, 3, 1, 1)
    hsi, rgb = spectrum.expand(-1, -1, 8, 8), colour.expand(-1, -1, 8, 8)
    details = {}
    for stationary in (True, False):
        generator = Generator(replace(config, stationary=stationary))
        with torch.no_grad():
            generator.decoder.out[-1].weight.normal_(std=0.1)
            for layer in generator.modules():
                if isinstance(layer, StyledConv):
                    layer.noise_strength.zero_()
            details[stationary] = float((generator(hsi, rgb) - colour).abs().max())
    assert details[True] < 1e-4 * MIDDLE / LEAST**0.5  # what is there is rounding, which the strength lifts so far
    assert details[False] > 0.1


def test_a_stationary_network_gets_fresh_noise_in_training_only():
    torch.manual_seed(10)
    layer = StyledConv(4, 4, 8, 6, stationary=True)
    maps, style = torch.randn(2, 4, 8, 8), torch.randn(2, 6)
    torch.nn.init.constant_(layer.noise_strength, 0.5)
    maps = 3 * maps  # scaled to a mean square of 1 before the noise comes
    with torch.no_grad():
        first, second = layer(maps, style), layer(maps, style)
        layer.eval()
        used = layer(maps, style)
        assert torch.equal(used, layer(maps, style))
        layer.noise_strength.zero_()
        plain = layer(maps, style)
    assert not torch.equal(first[0], second[0]) and not torch.equal(first, used)
    kept = (first > 0) & (second > 0) & (plain > 0)  # there LeakyReLU is a factor of 1, and noise just adds
    noise = ((first - plain)[kept], (second - plain)[kept])
    for values in noise:
        assert 0.3 < float(values.square().mean().sqrt()) < 1.1  # 0.5 sqrt(2) = 0.71


def test_compact_preset_is_small():
    config = PRESETS["compact_x16"]
    with torch.device("meta"):
        count = sum(p.numel() for p in Generator(config).parameters())
    assert count < 3.5e6


def test_block_means_stay_exact_in_half_precision(tiny):
    generator, _ = tiny
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        generator.decoder.out[-1].weight.normal_()
        hsi, rgb = patches(generator.config, 2)
        out = generator(hsi, rgb)
    assert out.dtype == torch.float32
    assert np.abs(upsampling.block_mean(out.numpy(), 16) - rgb.numpy()).max() < 1e-4


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_cuda_gives_the_same(tiny):
    generator, _ = tiny
    hsi, rgb = patches(generator.config, 2)
    with torch.no_grad():
        wanted = generator(hsi, rgb)
        got = generator.cuda()(hsi.cuda(), rgb.cuda()).cpu()
    assert (got - wanted).abs().max() < 5e-3
