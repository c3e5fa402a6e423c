import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BureauAbout, Nothing } from '@yidi/contracts';
import { ApplicationIdText, BureauCode, type RegistryAnswer, reroute, type Review, stepReview } from '@yidi/domain';
import { Directory } from '@yidi/messaging';
import { Act } from '@yidi/service';
import { OfficersAct } from '../officers-act.js';
import { OwnBureau } from '../own-bureau.js';
import { askBefore, PopulationRegistry, registryAway } from '../registry/population-registry.js';
import { ReviewStore } from '../store/review.store.js';

const Registering = BureauAbout.pick({ divisions: true });

/** 转办: the registration has moved; the case goes to the county that has it now. */
@ApiTags('reviews')
@Controller('api/v1/reviews')
export class RerouteApplicationController {
  constructor(
    private readonly reviews: ReviewStore,
    private readonly registry: PopulationRegistry,
    private readonly directory: Directory,
    private readonly own: OwnBureau,
  ) {}

  @OfficersAct('reroute')
  async reroute(
    @Act() act: Act,
    @Param('applicationId', { schema: ApplicationIdText }) applicationId: string,
    @Body({ schema: Nothing.nullish() }) _body: unknown,
  ) {
    const { registry } = this;
    const { officer, at } = act;
    const answer = await askBefore('reroute', await this.reviews.find(applicationId), { registry, officer });
    const places = { divisions: this.own.about.divisions, countyOf: (division: string) => this.countyOf(division) };
    return this.reviews.change(act, { applicationId, step: 'reroute' }, (review) => {
      stepReview(review, 'reroute', officer);
      return reroute(review, usable(answer, review), places, officer, at);
    });
  }

  /** The bureau that registers for a division and reviews. */
  private countyOf(division: string): BureauCode | undefined {
    const found = this.directory
      .bureaus()
      .filter(({ bureau }) => this.directory.knows(bureau, 'review'))
      .find(({ about }) => Registering.safeParse(about).data?.divisions.includes(division));
    return found && BureauCode.parse(found.bureau);
  }
}

/** The registry's answer, if it is about the person that the locked review is about. */
function usable(answer: RegistryAnswer, { form }: Review): RegistryAnswer {
  const another = answer.answer === 'found' && answer.person.citizenNumber !== form.citizenNumber;
  if (another || answer.answer === 'away') throw registryAway();
  return answer;
}
